import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Select, Table } from 'antd'
import type { PrinterProfile } from '../../../domain/settings/settings.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { FieldGrid, FlagInput, LabelledInput, NumberInput } from '../../kit/index.ts'
import { SettingForm } from './SettingForm.tsx'

const FORMS = ['birth-certificate', 'registration-form', 'two-way-referral-out', 'two-way-referral-back', 'recovery-sheet'] as const
const formText = (form: string): string => ({
  'birth-certificate': () => t('certificate.title', '出生医学证明'), 'registration-form': () => t('certificate.registration.title', '首次签发登记表'),
  'two-way-referral-out': () => t('printing.referralOut', '双向转诊单(转出)'), 'two-way-referral-back': () => t('printing.referralBack', '双向转诊单(回转)'), 'recovery-sheet': () => t('printing.recoverySheet', '恢复口令单'),
} as Record<string, () => string>)[form]?.() ?? form

/** Printers and, for each printer and form, how far its print stands off. */
export function PrintingSettings() {
  const printers = useCall('workstation.printers', null, { staleTimeMs: 30_000 }).data ?? []
  const namesWith = (...others: string[]): { value: string; label: string }[] =>
    [...new Set([...printers.map(one => one.name), ...others.filter(Boolean)])].map(name => ({ value: name, label: printers.find(one => one.name === name)?.displayName || name }))
  return (
    <SettingForm settingKey="printing" note={t('printing.note', '偏移:打印出来的字偏右、偏下时填负数(毫米)。缩放应为 1;超出 0.97~1.03 说明打印驱动开了“适应页面”,请先关闭。')}>
      {({ value, set, issues }) => {
        const change = (index: number, part: Partial<PrinterProfile>) => set({ profiles: value.profiles.map((profile, at) => (at === index ? { ...profile, ...part } : profile)) })
        const number = (name: 'dxMm' | 'dyMm' | 'scaleX' | 'scaleY', label: string, decimals: number) => ({
          title: label, width: 110,
          render: (_: unknown, profile: PrinterProfile & { index: number }) => (
            <NumberInput label={label} id={`profile-${profile.index}-${name}`} value={Number.isNaN(profile[name]) ? null : profile[name]} decimals={decimals} onChange={next => change(profile.index, { [name]: next ?? Number.NaN })}
              status={issues(`profiles.${profile.index}.${name}`).length > 0 ? 'error' : undefined} />
          ),
        })
        return (
          <>
            <FieldGrid>
              <LabelledInput id="printing-certificate" label={t('printing.certificatePrinter', '证件打印机')} span={4} issues={issues('certificatePrinter')}>
                <Select id="printing-certificate" allowClear className="list-input" value={value.certificatePrinter || null} placeholder={t('field.choose', '请选择')} options={namesWith(value.certificatePrinter)} onChange={(name?: string) => set({ certificatePrinter: name ?? '' })} />
              </LabelledInput>
              <LabelledInput id="printing-form" label={t('printing.formPrinter', '普通打印机')} span={4} issues={issues('formPrinter')}>
                <Select id="printing-form" allowClear className="list-input" value={value.formPrinter || null} placeholder={t('field.choose', '请选择')} options={namesWith(value.formPrinter)} onChange={(name?: string) => set({ formPrinter: name ?? '' })} />
              </LabelledInput>
              <LabelledInput id="printing-signer" label={t('printing.signer', '打印领证人和签发人姓名(不打印则手写)')} span={4} issues={issues('printCollectorAndSigner')}>
                <FlagInput id="printing-signer" required value={value.printCollectorAndSigner} onChange={answer => set({ printCollectorAndSigner: answer === true })} />
              </LabelledInput>
            </FieldGrid>
            <Table
              className="profile-table" size="small" pagination={false} rowKey="index" dataSource={value.profiles.map((profile, index) => ({ ...profile, index }))} locale={{ emptyText: t('printing.noProfile', '还没有校准记录:按原位打印') }}
              columns={[
                { title: t('print.printer', '打印机'), render: (_, profile) => <Select aria-label={t('print.printer', '打印机')} className="list-input" value={profile.printerName || null} options={namesWith(profile.printerName)} onChange={(printerName: string) => change(profile.index, { printerName })} /> },
                { title: t('printing.form', '表单'), width: 200, render: (_, profile) => <Select aria-label={t('printing.form', '表单')} className="list-input" value={profile.form} options={FORMS.map(form => ({ value: form, label: formText(form) }))} onChange={(form: string) => change(profile.index, { form })} /> },
                number('dxMm', t('printing.dx', '右移 mm'), 1), number('dyMm', t('printing.dy', '下移 mm'), 1), number('scaleX', t('printing.scaleX', '横向缩放'), 3), number('scaleY', t('printing.scaleY', '纵向缩放'), 3),
                { title: t('printing.silent', '不弹出系统对话框'), width: 140, render: (_, profile) => <FlagInput label={t('printing.silent', '不弹出系统对话框')} id={`profile-${profile.index}-silent`} required value={profile.silent} onChange={answer => change(profile.index, { silent: answer === true })} /> },
                { title: '', width: 48, render: (_, profile) => <Button type="text" icon={<DeleteOutlined />} aria-label={t('printing.remove', '删除这一行')} onClick={() => set({ profiles: value.profiles.filter((_one, at) => at !== profile.index) })} /> },
              ]}
            />
            <div className="profile-add"><Button type="dashed" icon={<PlusOutlined />} onClick={() => set({ profiles: [...value.profiles, { printerName: printers[0]?.name ?? '', form: 'birth-certificate', dxMm: 0, dyMm: 0, scaleX: 1, scaleY: 1, silent: true }] })}>{t('printing.add', '增加一行')}</Button></div>
          </>
        )
      }}
    </SettingForm>
  )
}
