import { UndoOutlined } from '@ant-design/icons'
import { Button, Select, Table } from 'antd'
import { PRENATAL_PROJECT } from '../../../domain/code/prenatal.ts'
import { raisedGestation } from '../../../domain/rule/gestation.ts'
import { PRENATAL_WINDOW, PRENATAL_WINDOWS_DEFAULT, type PrenatalWindow, windowOf } from '../../../domain/rule/prenatal/windows.ts'
import { t } from '../../app/i18n.ts'
import { codeText, GestationInput } from '../../kit/index.ts'
import { SettingForm } from './SettingForm.tsx'

/** What happens to a request outside its window. */
export const outsideText = (outside: PrenatalWindow['early']): string => outside === 'block' ? t('prenatalWindow.block', '不能做') : t('prenatalWindow.reason', '写明原因可做')
const shippedOf = ({ project }: PrenatalWindow): PrenatalWindow => windowOf(project, PRENATAL_WINDOWS_DEFAULT)
const isShipped = (window: PrenatalWindow): boolean => (Object.entries(shippedOf(window)) as [keyof PrenatalWindow, unknown][]).every(([name, value]) => window[name] === value)

/** The weeks in which each project of prenatal screening is done, each with its source; a row goes back to what was shipped. */
export function PrenatalWindowsSettings() {
  return (
    <SettingForm settingKey="prenatalWindows" note={t('prenatalWindow.note', '各项目的孕周窗口,首末两天都包括在内。各地分段不一,请与签约实验室核对;修改留有记录,只影响以后的申请和采血。')}>
      {({ value, set, issues }) => {
        const change = (at: number, next: Partial<PrenatalWindow>): void => set({ windows: value.windows.map((one, index) => index === at ? { ...one, ...next } : one) })
        const outside = (at: number, name: 'early' | 'late', label: string) => (
          <Select<PrenatalWindow['early']> aria-label={label} className="list-input" value={value.windows[at]?.[name] ?? 'block'} onChange={next => change(at, { [name]: next })} options={(['block', 'reason'] as const).map(one => ({ value: one, label: outsideText(one) }))} />
        )
        const gestation = (at: number, name: 'firstDays' | 'lastDays', label: string) => {
          const days = value.windows[at]?.[name] ?? Number.NaN
          const isWrong = issues(`windows.${at}.${name}`).length + issues(`windows.${at}`).length > 0
          return <GestationInput id={`window-${at}-${name}`} label={label} value={Number.isNaN(days) ? null : days} onChange={next => change(at, { [name]: next ?? Number.NaN })} status={isWrong ? 'error' : undefined} />
        }
        return (
          <>
            <Table<PrenatalWindow & { at: number }>
              size="small" pagination={false} rowKey="project" dataSource={value.windows.map((window, at) => ({ ...window, at }))}
              columns={[
                { title: t('prenatalWindow.project', '项目'), width: 190, render: (_, { project }) => codeText(PRENATAL_PROJECT, project) },
                { title: t('prenatalWindow.from', '从'), width: 170, render: (_, { at, project }) => gestation(at, 'firstDays', `${codeText(PRENATAL_PROJECT, project)} ${t('prenatalWindow.from', '从')}`) },
                { title: t('prenatalWindow.to', '至'), width: 170, render: (_, { at, project }) => gestation(at, 'lastDays', `${codeText(PRENATAL_PROJECT, project)} ${t('prenatalWindow.to', '至')}`) },
                { title: t('prenatalWindow.early', '未到窗口'), width: 136, render: (_, { at, project }) => outside(at, 'early', `${codeText(PRENATAL_PROJECT, project)} ${t('prenatalWindow.early', '未到窗口')}`) },
                { title: t('prenatalWindow.late', '已过窗口'), width: 136, render: (_, { at, project }) => outside(at, 'late', `${codeText(PRENATAL_PROJECT, project)} ${t('prenatalWindow.late', '已过窗口')}`) },
                { title: t('riskFactor.source', '来源'), render: (_, { at: _at, ...window }) => {
                  const shipped = shippedOf(window)
                  return <div className={isShipped(window) ? 'rule-source' : 'rule-source is-changed'}>{t(`prenatalWindow.${window.project}.source`, PRENATAL_WINDOW[window.project].source)}{isShipped(window) ? '' : t('prenatalWindow.changed', ';本院已修改(原为 {{from}}~{{to}} 周,未到{{early}},已过{{late}})', { from: raisedGestation(shipped.firstDays), to: raisedGestation(shipped.lastDays), early: outsideText(shipped.early), late: outsideText(shipped.late) })}</div>
                } },
                { title: '', width: 44, render: (_, { at, ...window }) => isShipped(window) ? null : <Button type="text" icon={<UndoOutlined />} aria-label={t('prenatalWindow.reset', '恢复这一行的初始窗口')} onClick={() => change(at, shippedOf(window))} /> },
              ]}
            />
            <Button className="profile-add" disabled={value.windows.every(isShipped)} onClick={() => set({ windows: PRENATAL_WINDOWS_DEFAULT.windows })}>{t('prenatalWindow.resetAll', '全部恢复初始窗口')}</Button>
          </>
        )
      }}
    </SettingForm>
  )
}
