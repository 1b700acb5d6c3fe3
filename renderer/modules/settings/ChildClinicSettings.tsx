import { Button, Checkbox, Input, Select, Table, Tag } from 'antd'
import { FOLLOW_UP_PLAN } from '../../../domain/code/child-case.ts'
import { RISK_LEVEL, RISK_PERIOD } from '../../../domain/code/child-high-risk.ts'
import type { RiskFactorLine } from '../../../domain/rule/child/high-risk-factors.ts'
import { t } from '../../app/i18n.ts'
import { codeText, FieldGrid, LabelledInput, NumberInput } from '../../kit/index.ts'
import { SettingForm } from './SettingForm.tsx'

/** Where the clinic lies: the limit of haemoglobin follows its altitude. */
export function ChildClinicSettings() {
  return (
    <SettingForm settingKey="childClinic" note={t('childClinic.note', '贫血界值按海拔升高(界值×(1+0.04×海拔/1000)),记录的血红蛋白保持原值。')}>
      {({ value, set }) => (
        <FieldGrid columns={3}>
          <LabelledInput id="clinic-altitude" label={t('childClinic.altitude', '儿童居住地海拔')} span={4}>
            <NumberInput id="clinic-altitude" value={value.altitudeM} decimals={0} unit={t('unit.metre', '米')} onChange={next => { if (next !== null) set({ altitudeM: next }) }} />
          </LabelledInput>
        </FieldGrid>
      )}
    </SettingForm>
  )
}

const detectionText = ({ detection }: RiskFactorLine): string => detection.by === 'doctor' ? t('riskFactor.byDoctor', '医生判断') : t('riskFactor.byRecords', '记录自动提示')

/** 高危因素 of the hospital: level and plan of each; own factors are added and taken off, the shipped ones stay with their detection. */
export function HighRiskFactorsSettings() {
  return (
    <SettingForm settingKey="highRiskFactors" note={t('riskFactor.note', '标“未核实”的因素没有读到原文,请儿科医生核对后使用。已写入专案的因素不随本列表改变。')}>
      {({ value, set }) => {
        const lines = value as readonly RiskFactorLine[]
        // The setting is a list: the whole of it is replaced.
        const replace = (next: readonly RiskFactorLine[]): void => set([...next] as never)
        const change = (code: string, part: Partial<RiskFactorLine>): void => replace(lines.map(line => line.code === code ? { ...line, ...part } : line))
        const ownCode = (): string => { for (let at = 1; ; at += 1) if (!lines.some(line => line.code === `own${at}`)) return `own${at}` }
        return (
          <>
            <Table<RiskFactorLine>
              size="small" pagination={false} rowKey="code" dataSource={[...lines]} scroll={{ y: 420 }} aria-label={t('settings.highRiskFactors', '高危因素')}
              columns={[
                { title: t('riskFactor.period', '时期'), width: 90, render: (_, line) => line.mark === 'own' ? <Select size="small" aria-label={t('riskFactor.period', '时期')} value={line.period} options={RISK_PERIOD.values.map(one => ({ value: one, label: codeText(RISK_PERIOD, one) }))} onChange={next => change(line.code, { period: next })} /> : codeText(RISK_PERIOD, line.period) },
                { title: t('riskFactor.name', '名称'), render: (_, line) => line.mark === 'own' ? <Input size="small" maxLength={60} aria-label={t('riskFactor.name', '名称')} value={line.name} onChange={event => change(line.code, { name: event.target.value })} /> : line.name },
                { title: t('riskFactor.level', '高危程度'), width: 110, render: (_, line) => <Select size="small" aria-label={`${line.name} ${t('riskFactor.level', '高危程度')}`} value={line.level} options={RISK_LEVEL.values.map(one => ({ value: one, label: codeText(RISK_LEVEL, one) }))} onChange={next => change(line.code, { level: next })} /> },
                { title: t('riskFactor.newborn', '高危新生儿'), width: 90, render: (_, line) => <Checkbox aria-label={`${line.name} ${t('riskFactor.newborn', '高危新生儿')}`} checked={line.newborn} onChange={event => change(line.code, { newborn: event.target.checked })} /> },
                { title: t('riskFactor.plan', '随访计划'), width: 170, render: (_, line) => <Select size="small" aria-label={`${line.name} ${t('riskFactor.plan', '随访计划')}`} value={line.plan} options={FOLLOW_UP_PLAN.values.map(one => ({ value: one, label: codeText(FOLLOW_UP_PLAN, one) }))} onChange={next => change(line.code, { plan: next })} /> },
                { title: t('riskFactor.source', '来源'), width: 150, render: (_, line) => <>{line.mark === 'S' ? t('ruleMark.source', '有出处') : line.mark === 'K' ? <Tag color="warning">{t('ruleMark.unverified', '未核实')}</Tag> : t('riskFactor.own', '本院')} {detectionText(line)}</> },
                { title: '', width: 70, render: (_, line) => line.mark === 'own' ? <Button size="small" onClick={() => replace(lines.filter(one => one.code !== line.code))}>{t('riskFactor.remove', '移除')}</Button> : null },
              ]}
            />
            <Button className="form-alert" onClick={() => replace([...lines, { code: ownCode(), name: t('riskFactor.newName', '本院因素'), period: 'newborn', level: '2', newborn: false, detection: { by: 'doctor' }, plan: 'highRisk', mark: 'own' }])}>{t('riskFactor.add', '增加本院因素')}</Button>
          </>
        )
      }}
    </SettingForm>
  )
}
