import { Select } from 'antd'
import { Link } from 'react-router'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { FieldGrid, FlagInput, LabelledInput } from '../../kit/index.ts'
import '../../kit/shared.css'
import { SettingForm } from './SettingForm.tsx'

/** Which printer prints what; where its text stands is found by the calibration. */
export function PrintingSettings() {
  const mayCalibrate = useMay('printing.calibrate')
  const printers = useCall('workstation.printers', null, { staleTimeMs: 30_000 }).data ?? []
  const namesWith = (...others: string[]): { value: string; label: string }[] =>
    [...new Set([...printers.map(one => one.name), ...others.filter(Boolean)])].map(name => ({ value: name, label: printers.find(one => one.name === name)?.displayName || name }))
  return (
    <SettingForm settingKey="printing" note={mayCalibrate
      ? <>{t('printing.toCalibration', '打印位置、纸盒和每台打印机的校准在这里设置:')} <Link to="/printing" className="link-in-text">{t('calibration.menu', '打印校准')}</Link></>
      : t('printing.askIssuer', '打印位置由签发人员或系统管理员在“打印校准”中设置。')}>
      {({ value, set, issues }) => (
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
      )}
    </SettingForm>
  )
}
