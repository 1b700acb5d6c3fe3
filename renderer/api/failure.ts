import { issueText, t } from '../app/i18n.ts'
import type { CallFailure } from './client.ts'

/** What went wrong and what to do next, in one or two sentences. */
export function failureText(failure: CallFailure): string {
  switch (failure.code) {
    case 'invalid': return failure.fields.length > 0 ? failure.fields.map(issueText).join(t('punctuation.semicolon', ';')) : t('failure.invalid', '填写的内容有误,请检查后重试')
    case 'confirm': return t('failure.confirm', '需要确认后才能保存,未做任何修改')
    case 'forbidden': return failure.fields.length > 0 ? failure.fields.map(issueText).join(t('punctuation.semicolon', ';')) : t('failure.forbidden', '您没有此项权限,请联系系统管理员')
    case 'signed-out': return t('failure.signedOut', '登录已失效,请重新登录')
    case 'locked': return t('failure.locked', '屏幕已锁定,请输入密码解锁')
    case 'not-found': return t('failure.notFound', '没有找到这条记录,可能已被合并或作废,请返回后重新查找')
    case 'edit-conflict': return t('failure.editConflict', '这条记录刚被别人改过,已重新载入,请核对后再操作')
    case 'busy': return t('failure.busy', '程序正在处理另一项工作,请稍候再试')
    case 'storage-full': return t('failure.storageFull', '磁盘空间不足,未保存。请清理磁盘后再保存,页面上的内容没有丢失')
    case 'db-damaged': return t('failure.dbDamaged', '数据库文件已损坏,请停止录入并重新启动程序,按提示从备份恢复')
    case 'db-newer': return t('failure.dbNewer', '数据库由更新版本的程序建立,请安装新版本程序')
    case 'print-failed': return t('failure.printFailed', '没有送到打印机,请检查打印机电源、纸张和连接后重试')
    case 'internal': return t('failure.internal', '程序内部出错,未做任何修改。请重试;再次出现时把编号 {{ref}} 告诉管理员', { ref: failure.ref ?? '—' })
  }
}

let shower: ((text: string, ref: string | undefined) => void) | null = null

/** Registered by the frame: how a failure is put on the screen. */
export function setFailureShower(show: typeof shower): void {
  shower = show
}

/** Puts a failure on the screen, unless the clerk chose not to go on. */
export function showFailure(failure: CallFailure): void {
  if (!failure.cancelled) shower?.(failureText(failure), failure.ref)
}
