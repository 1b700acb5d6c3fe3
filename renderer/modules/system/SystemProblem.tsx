import { useState } from 'react'
import type { SystemState } from '../../../domain/api/system-api.ts'
import { t } from '../../app/i18n.ts'
import { PlainButton, PlainNote, PlainPage } from '../../app/plain.tsx'
import { RestoreSteps } from '../../app/RestoreSteps.tsx'

type Problem = Extract<SystemState['state'], 'damaged' | 'newer' | 'in-use' | 'not-writable' | 'storage-full' | 'migration-failed'>

const PROBLEMS: Readonly<Record<Problem, (system: SystemState) => { title: string; text: string; steps: string[] }>> = {
  damaged: () => ({
    title: t('problem.damaged', '数据库文件已损坏'),
    text: t('problem.damagedText', '程序没有打开它,也没有改动它。可以从备份恢复。'),
    steps: [t('problem.damagedStep1', '先停止手工签发,记下手边已打印但未登记的证件编号'), t('problem.damagedStep2', '点击“从备份恢复”,按步骤操作'), t('problem.damagedStep3', '恢复后按纸质登记补录缺少的内容')],
  }),
  newer: system => ({
    title: t('problem.newer', '需要安装新版本程序'),
    text: t('problem.newerText', '数据库(版本 {{database}})由更新的程序建立,现在运行的是 {{program}}。数据库没有改动。', { database: system.databaseVersion, program: system.programVersion }),
    steps: [t('problem.newerStep1', '关闭本程序,安装与其他工作站相同的新版本'), t('problem.newerStep2', '重新打开,数据会照常显示')],
  }),
  'in-use': () => ({
    title: t('problem.inUse', '程序已经打开'),
    text: t('problem.inUseText', '另一个妇幼工作台正在使用这个数据文件夹。同一数据同时只能由一个程序打开。'),
    steps: [t('problem.inUseStep1', '请切换到已打开的窗口;没有看到窗口时,请让本机其他登录用户关闭程序'), t('problem.inUseStep2', '关闭后点击“重试”')],
  }),
  'not-writable': system => ({
    title: t('problem.notWritable', '不能写入数据文件夹'),
    text: t('problem.notWritableText', '程序不能在 {{folder}} 中写入,因此没有打开数据库。', { folder: system.dataFolder }),
    steps: [t('problem.notWritableStep1', '请系统管理员检查此文件夹的权限,以及磁盘是否只读'), t('problem.notWritableStep2', '改好后点击“重试”')],
  }),
  'storage-full': system => ({
    title: t('problem.storageFull', '磁盘已满'),
    text: t('problem.storageFullText', '{{folder}} 所在的磁盘没有空间,继续使用会丢失内容,因此没有打开数据库。', { folder: system.dataFolder }),
    steps: [t('problem.storageFullStep1', '请清理磁盘,至少留出 1 GB(不要删除此文件夹中的任何文件)'), t('problem.storageFullStep2', '清理后点击“重试”')],
  }),
  'migration-failed': () => ({
    title: t('problem.migration', '升级数据库没有成功'),
    text: t('problem.migrationText', '升级中途出错,已退回升级前的状态,没有丢失内容。升级前的备份也在。'),
    steps: [t('problem.migrationStep1', '请关闭程序再打开一次'), t('problem.migrationStep2', '仍不成功时,请安装原来的版本,或联系维护人员')],
  }),
}

/** Is this a condition in which nobody can log in? */
export const isProblem = (state: SystemState['state']): state is Problem => Object.hasOwn(PROBLEMS, state)

/** Why the program cannot open the data, and what to do, in steps. */
export function SystemProblem({ system, state, onRetry, onRestored }: { system: SystemState; state: Problem; onRetry(): void; onRestored(): void }) {
  const [restoring, setRestoring] = useState(false)
  const { title, text, steps } = PROBLEMS[state](system)
  if (restoring) {
    return <PlainPage title={t('restore.title', '从备份恢复')} wide><RestoreSteps onRestored={onRestored} onBack={() => setRestoring(false)} /></PlainPage>
  }
  return (
    <PlainPage title={title} wide>
      <PlainNote kind="error">{text}</PlainNote>
      <h2>{t('problem.next', '请这样做')}</h2>
      <ol>{steps.map(step => <li key={step}>{step}</li>)}</ol>
      <div className="plain-buttons">
        {state === 'damaged' || state === 'migration-failed' ? <PlainButton primary autoFocus onClick={() => setRestoring(true)}>{t('problem.restore', '从备份恢复')}</PlainButton> : null}
        {state === 'damaged' || state === 'newer' ? null : <PlainButton primary={state !== 'migration-failed'} onClick={onRetry}>{t('state.retry', '重试')}</PlainButton>}
      </div>
      <p className="plain-help">{t('problem.folder', '数据文件夹:{{folder}}', { folder: system.dataFolder })}</p>
    </PlainPage>
  )
}
