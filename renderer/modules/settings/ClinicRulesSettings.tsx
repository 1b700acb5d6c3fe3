import { Segmented } from 'antd'
import { useState } from 'react'
import { CHILD_RULES } from '../../../domain/rule/child/child-rules.ts'
import { GROWTH_RULES, type GrowthRuleValues } from '../../../domain/rule/growth/rules.ts'
import { messageText, t } from '../../app/i18n.ts'
import { FieldGrid, Issues, NumberInput, RadioInput } from '../../kit/index.ts'
import { ChildClinicSettings, HighRiskFactorsSettings } from './ChildClinicSettings.tsx'
import { FollowUpPlansSettings } from './FollowUpPlansSettings.tsx'
import { markText, NumberRulesSettings } from './NumberRulesSettings.tsx'
import { ScreeningDiseasesSettings } from './ScreeningDiseasesSettings.tsx'
import { SettingForm, type SettingParts } from './SettingForm.tsx'

const PARTS = {
  childRules: { title: () => t('settings.childRules', '儿童保健规则'), Form: ChildRulesSettings },
  growthRules: { title: () => t('settings.growthRules', '生长评价规则'), Form: GrowthRulesSettings },
  childClinic: { title: () => t('settings.childClinic', '儿童保健门诊'), Form: ChildClinicSettings },
  highRiskFactors: { title: () => t('settings.highRiskFactors', '高危因素'), Form: HighRiskFactorsSettings },
  followUpPlans: { title: () => t('settings.followUpPlans', '高危儿随访计划'), Form: FollowUpPlansSettings },
  screeningDiseases: { title: () => t('settings.screeningDiseases', '新生儿疾病筛查病种'), Form: ScreeningDiseasesSettings },
}

/** The settings of the clinic, one form at a time: F2 saves the one on the screen. */
export function ChildSettings() {
  const [part, setPart] = useState<keyof typeof PARTS>('childRules')
  const { Form } = PARTS[part]
  return (
    <>
      <Segmented
        aria-label={t('menu.child', '儿童保健')} value={part} onChange={setPart}
        options={(Object.keys(PARTS) as (keyof typeof PARTS)[]).map(key => ({ value: key, label: PARTS[key].title() }))}
      />
      <Form />
    </>
  )
}

function ChildRulesSettings() {
  return <NumberRulesSettings settingKey="childRules" prefix="childRule" rules={CHILD_RULES} note={t('childRules.note', '期限与界值。标“未核实”的数值没有读到原文,请儿科医生核对后使用;修改留有记录,保存后重新推算所有儿童的随访与提醒。')} />
}

const CHOICES: Readonly<Record<string, readonly (readonly [string, () => string])[]>> = {
  method: [['sd', () => t('growthChoice.sd', '标准差法')], ['percentile', () => t('growthChoice.percentile', '百分位法')]],
  betweenRows: [['interpolate', () => t('growthChoice.interpolate', '按月龄内插')], ['lookup', () => t('growthChoice.lookup', '查表法')]],
  acrossStep: [['branches', () => t('growthChoice.branches', '分支内插')], ['plain', () => t('growthChoice.plain', '直接内插')]],
}

/** What no growth standard settles: method, what lies between printed rows, limits of questions. */
function GrowthRulesSettings() {
  return (
    <SettingForm settingKey="growthRules" note={t('growthRules.note', '标准没有写明的评价约定,均未核实,请儿科医生确认。修改只影响以后的评价,已保存的随访保留当时的结果。')}>
      {parts => <FieldGrid columns={3}>{Object.values(GROWTH_RULES).map(rule => <GrowthRuleField key={rule.id} rule={rule} parts={parts} />)}</FieldGrid>}
    </SettingForm>
  )
}

function GrowthRuleField({ rule, parts: { value, set, issues } }: { rule: (typeof GROWTH_RULES)[keyof typeof GROWTH_RULES]; parts: SettingParts<GrowthRuleValues> }) {
  const id = rule.id as keyof GrowthRuleValues
  const choices = CHOICES[rule.id]
  const change = (next: unknown): void => { if (next !== null) set({ [id]: next } as Partial<GrowthRuleValues>) }
  return (
    <div className="field" style={{ gridColumn: 'span 4' }}>
      <label className="field-label" htmlFor={`growth-${id}`} id={`growth-${id}-label`}>{messageText(rule.title)}</label>
      {choices ? <RadioInput id={`growth-${id}`} required value={String(value[id])} onChange={change} choices={choices.map(([choice, label]) => ({ value: choice, label: label() }))} />
        : <NumberInput id={`growth-${id}`} value={Number(value[id])} decimals={3} unit={t(`growthRule.unit.${rule.unit}`, rule.unit)} onChange={change} />}
      <Issues issues={issues(id)} />
      <div className={value[id] === rule.value ? 'rule-source' : 'rule-source is-changed'}>{markText(rule.mark)} — {t(`growthRule.source.${rule.id}`, rule.source)}{value[id] === rule.value ? '' : t('childRules.changed', ';本院已修改(原为 {{value}})', { value: rule.value })}</div>
    </div>
  )
}
