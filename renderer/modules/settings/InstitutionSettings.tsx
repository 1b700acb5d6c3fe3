import { CERTIFICATE_ROLE } from '../../../domain/code/institution.ts'
import { t } from '../../app/i18n.ts'
import { codeText, FieldGrid, LabelledInput, RegionInput } from '../../kit/index.ts'
import { ChoicePart, TextPart } from './parts.tsx'
import { SettingForm } from './SettingForm.tsx'

/** The hospital as it stands on paper and in the package. */
export function InstitutionSettings() {
  return (
    <SettingForm settingKey="institution" note={t('institution.note', '名称和代码会印在证件、转诊单上并写入月度数据包,请与执业许可证一致。')}>
      {({ value, set, issues }) => (
        <FieldGrid>
          <TextPart id="institution-name" label={t('first.institution', '机构全称')} value={value.name} onChange={name => set({ name })} maxLength={70} issues={issues('name')} />
          <TextPart id="institution-code" label={t('institution.code', '统一社会信用代码或登记号')} span={3} value={value.code} onChange={code => set({ code })} maxLength={22} issues={issues('code')} />
          <TextPart id="institution-phone" label={t('institution.phone', '电话')} span={3} value={value.phone} onChange={phone => set({ phone })} maxLength={30} issues={issues('phone')} />
          <LabelledInput id="institution-county" label={t('institution.county', '所在县(区)')} span={6} issues={issues('countyCode')}>
            <RegionInput id="institution-county" level="county" value={value.countyCode || null} onChange={code => set({ countyCode: code ?? '' })} />
          </LabelledInput>
          <TextPart id="institution-address" label={t('institution.address', '地址')} value={value.address} onChange={address => set({ address })} maxLength={100} issues={issues('address')} />
          <ChoicePart id="institution-level" label={t('institution.level', '机构级别')} span={6} value={value.level} onChange={level => set({ level: level as typeof value.level })} issues={issues('level')} choices={[
            { value: '1', label: t('code.institutionLevel.1', '一级') }, { value: '2', label: t('code.institutionLevel.2', '二级') }, { value: '3', label: t('code.institutionLevel.3', '三级') }, { value: '', label: t('code.institutionLevel.9', '未定级') },
          ]} />
          <ChoicePart id="institution-role" label={t('institution.role', '出生医学证明管理角色')} span={6} value={value.certificateRole} onChange={role => set({ certificateRole: role as typeof value.certificateRole })} issues={issues('certificateRole')}
            choices={CERTIFICATE_ROLE.values.map(code => ({ value: code, label: codeText(CERTIFICATE_ROLE, code) }))} />
          <ChoicePart id="institution-licensed" label={t('institution.licensed', '有助产技术服务资质')} span={6} value={value.licensedForDelivery ? 'yes' : 'no'} onChange={answer => set({ licensedForDelivery: answer === 'yes' })} issues={issues('licensedForDelivery')}
            choices={[{ value: 'yes', label: t('field.yes', '是') }, { value: 'no', label: t('field.no', '否') }]} />
        </FieldGrid>
      )}
    </SettingForm>
  )
}
