import { App, Button, Space } from 'antd'
import { useRef } from 'react'
import { useNavigate } from 'react-router'
import { CALIBRATED_FORMS, type CalibratedForm, type ShiftTarget } from '../../../domain/api/printing-api.ts'
import { CERTIFICATE_EDITION } from '../../../domain/code/certificate.ts'
import type { PaperLevel, PrinterProfile, SettingValue } from '../../../domain/settings/settings.ts'
import { call, CallFailure } from '../../api/client.ts'
import { failureText } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, formText, Loaded, Page, Panel, saveFile } from '../../kit/index.ts'
import { nudgeAddress, wizardAddress } from './address.ts'
import '../../kit/shared.css'
import './printing.css'

const isCalibratedForm = (form: string): form is CalibratedForm => (CALIBRATED_FORMS as readonly string[]).includes(form)

/** What a level is called: an edition's paper, the whole institution, one printer's tray. */
export function targetText(target: ShiftTarget): string {
  if (target.level === 'institution') return t('level.institution', '本机构(所有打印机)')
  if (target.level === 'edition') return t('level.edition', '版次:{{edition}}', { edition: codeText(CERTIFICATE_EDITION, target.edition) })
  return target.tray ? `${target.printerName} · ${target.tray}` : target.printerName
}

/** Everything set about places on the paper: printers with their trays, and what edition or institution move. */
export default function CalibrationPage() {
  const { message, modal } = App.useApp()
  const navigate = useNavigate()
  const file = useRef<HTMLInputElement>(null)
  const setting = useCall('setting.get', { key: 'printing' })
  const reset = useWrite('printing.reset')
  const importing = useWrite('printing.import')
  const rev = setting.data?.rev ?? 0
  const mayRead = useMay('certificate.read')

  async function forget(form: string, target: ShiftTarget): Promise<void> {
    if (!isCalibratedForm(form)) return
    if (!await modal.confirm({ title: t('calibration.resetTitle', '恢复默认?'), content: t('calibration.resetText', '“{{what}}”的偏移、缩放和字段位置都会删除,以后按版式原位打印。修改记录里仍可查到旧值。', { what: targetText(target) }), okText: t('calibration.reset', '恢复默认'), okButtonProps: { danger: true } })) return
    if (await reset.run({ rev, form, target })) void message.success(t('calibration.resetDone', '已恢复默认'))
  }
  async function exportAll(): Promise<void> {
    try {
      const { fileName, base64 } = await call('printing.export', null)
      const path = await saveFile(fileName, base64)
      if (path) void message.success(t('print.saved', '已保存到 {{path}}', { path }))
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      void message.error(failureText(error))
    }
  }
  async function importFile(chosen: File | undefined): Promise<void> {
    if (!chosen) return
    const done = await importing.run({ rev, text: await chosen.text() })
    if (done) void message.success(t('calibration.imported', '已导入 {{profiles}} 条打印机校准、{{levels}} 条位置调整', { profiles: done.profiles, levels: done.levels }))
  }
  return (
    <Page
      title={t('calibration.menu', '打印校准')}
      actions={[
        { key: 'new', label: t('calibration.wizard', '校准打印机'), shortcut: 'F4', primary: true, run: () => void navigate(wizardAddress({})) },
        { key: 'nudge', label: t('nudge.title', '微调字段位置'), shortcut: 'F6', run: () => void navigate(nudgeAddress('birth-certificate', { level: 'institution' })) },
        ...mayRead ? [{ key: 'jobs', label: t('jobs.title', '打印记录'), shortcut: 'F7', run: () => void navigate('/printing/jobs') }] : [],
        { key: 'export', label: t('calibration.export', '导出文件'), run: () => void exportAll() },
        { key: 'import', label: t('calibration.import', '导入文件'), busy: importing.busy, run: () => file.current?.click() },
      ]}
    >
      <input ref={file} type="file" accept=".json,application/json" hidden aria-label={t('calibration.import', '导入文件')} onChange={event => { void importFile(event.target.files?.[0]); event.target.value = '' }} />
      <Loaded of={setting}>
        {({ value }) => {
          const { profiles, paperLevels } = value as SettingValue<'printing'>
          return (
            <>
              <Panel title={t('calibration.printers', '打印机与纸盒')}>
                <DataTable<PrinterProfile>
                  label={t('calibration.printers', '打印机与纸盒')} rows={profiles} rowKey={row => `${row.printerName} ${row.tray} ${row.form}`} empty={t('calibration.noProfile', '还没有校准过打印机:按版式原位打印。按 F4 用标尺页校准。')}
                  onOpen={row => void navigate(wizardAddress(row))} mark={row => (row.paper !== 'A4' || !row.portrait || row.driverPercent !== 100 ? 'bad' : undefined)}
                  columns={[
                    { title: t('print.printer', '打印机'), render: (_, row) => <span className="clip" title={row.printerName}>{row.printerName}</span> },
                    { title: t('calibration.tray', '纸盒'), width: 90, render: (_, row) => row.tray || '—' },
                    { title: t('printing.form', '表单'), width: 150, render: (_, row) => formText(row.form) },
                    { title: t('printing.dx', '右移 mm'), dataIndex: 'dxMm', width: 84, align: 'right' }, { title: t('printing.dy', '下移 mm'), dataIndex: 'dyMm', width: 84, align: 'right' },
                    { title: t('print.scale', '缩放'), width: 150, align: 'right', render: (_, row) => `${row.scaleX} × ${row.scaleY}` },
                    { title: t('jobs.way', '方式'), width: 90, render: (_, row) => row.silent ? t('jobs.silent', '直接打印') : t('jobs.dialog', '对话框') },
                    { title: t('calibration.fieldCount', '微调字段'), width: 100, align: 'right', render: (_, row) => row.fields.length },
                    { title: t('calibration.by', '校准'), width: 210, render: (_, row) => row.calibratedAt ? `${instantText(row.calibratedAt)} ${row.calibratedBy}` : t('calibration.byHand', '手工填写') },
                    { title: '', width: 180, render: (_, row) => {
                      const target: ShiftTarget = { level: 'printer', printerName: row.printerName, tray: row.tray }
                      return isCalibratedForm(row.form) ? <Actions onNudge={() => void navigate(nudgeAddress(row.form, target))} onReset={() => void forget(row.form, target)} /> : null
                    } },
                  ]}
                />
              </Panel>
              <Panel title={t('calibration.levels', '版次与机构的位置调整')}>
                <DataTable<PaperLevel>
                  label={t('calibration.levels', '版次与机构的位置调整')} rows={paperLevels} rowKey={row => `${row.form} ${row.edition}`} empty={t('calibration.noLevel', '没有调整:各字段在版式原位。')}
                  onOpen={row => void navigate(nudgeAddress(row.form, targetOf(row)))}
                  columns={[
                    { title: t('calibration.level', '层次'), render: (_, row) => targetText(targetOf(row)) },
                    { title: t('printing.form', '表单'), width: 200, render: (_, row) => formText(row.form) },
                    { title: t('printing.dx', '右移 mm'), dataIndex: 'dxMm', width: 100, align: 'right' }, { title: t('printing.dy', '下移 mm'), dataIndex: 'dyMm', width: 100, align: 'right' },
                    { title: t('calibration.fieldCount', '微调字段'), width: 100, align: 'right', render: (_, row) => row.fields.length },
                    { title: '', width: 180, render: (_, row) => <Actions onNudge={() => void navigate(nudgeAddress(row.form, targetOf(row)))} onReset={() => void forget(row.form, targetOf(row))} /> },
                  ]}
                />
                <p className="hint">{t('calibration.order', '位置 = 版式原位 → 版次 → 本机构 → 打印机与纸盒 → 字段,逐层相加。预览、PDF 和打印用同一位置。')}</p>
              </Panel>
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

const targetOf = (level: PaperLevel): ShiftTarget => (level.edition ? { level: 'edition', edition: level.edition } : { level: 'institution' })

function Actions({ onNudge, onReset }: { onNudge(): void; onReset(): void }) {
  return (
    <Space size={4}>
      <Button size="small" onClick={onNudge}>{t('calibration.nudge', '微调')}</Button>
      <Button size="small" danger onClick={onReset}>{t('calibration.reset', '恢复默认')}</Button>
    </Space>
  )
}
