import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Select, Table } from 'antd'
import { FOLLOW_UP_PLAN } from '../../../domain/code/child-case.ts'
import { FOLLOW_UP_PLANS } from '../../../domain/rule/child/high-risk-factors.ts'
import type { FollowUpStep } from '../../../domain/rule/child/preterm-plan.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Issues, NumberInput } from '../../kit/index.ts'
import { SettingForm } from './SettingForm.tsx'

const MOST_STEPS = 10
const STEP_MONTHS = 6
const PLANS = FOLLOW_UP_PLANS.filter(plan => plan !== 'none')
const countOf = ({ every }: FollowUpStep): number => every.unit === 'day' ? every.days : every.months
const everyOf = (unit: 'day' | 'month', count: number): FollowUpStep['every'] => unit === 'day' ? { unit, days: count } : { unit, months: count }

/** How often children of a plan are seen: until which corrected age, and every how many days or months. */
export function FollowUpPlansSettings() {
  return (
    <SettingForm settingKey="followUpPlans" note={t('followUpPlan.note', '高危儿专案多久随访一次。期限没有读到原文,请儿科医生核对后使用;月龄按矫正月龄,须逐行增大。保存后重新推算所有儿童的随访。')}>
      {({ value, set, issues }) => PLANS.map(plan => {
        const steps = value[plan]
        const replace = (next: readonly FollowUpStep[]): void => set({ [plan]: [...next] })
        const change = (at: number, part: Partial<FollowUpStep>): void => replace(steps.map((step, index) => index === at ? { ...step, ...part } : step))
        const title = codeText(FOLLOW_UP_PLAN, plan)
        return (
          <section key={plan} className="late-rules" aria-label={title}>
            <span className="field-label">{title}</span>
            <Table
              size="small" pagination={false} rowKey="at" dataSource={steps.map((step, at) => ({ ...step, at }))}
              columns={[
                { title: t('followUpPlan.until', '到矫正月龄'), width: 220, render: (_, { at, untilMonths }) => <NumberInput id={`plan-${plan}-${at}-until`} label={`${title} ${t('followUpPlan.until', '到矫正月龄')}`} value={untilMonths} decimals={0} unit={t('unit.month', '月')} onChange={next => { if (next !== null) change(at, { untilMonths: next }) }} status={issues(`${plan}.${at}.untilMonths`).length > 0 ? 'error' : undefined} /> },
                { title: t('followUpPlan.every', '每隔'), width: 160, render: (_, step) => <NumberInput id={`plan-${plan}-${step.at}-every`} label={`${title} ${t('followUpPlan.every', '每隔')}`} value={countOf(step)} decimals={0} onChange={next => { if (next !== null) change(step.at, { every: everyOf(step.every.unit, next) }) }} status={issues(`${plan}.${step.at}.every`).length + issues(`${plan}.${step.at}.every.days`).length + issues(`${plan}.${step.at}.every.months`).length > 0 ? 'error' : undefined} /> },
                { title: t('followUpPlan.unit', '单位'), width: 120, render: (_, step) => <Select aria-label={`${title} ${t('followUpPlan.unit', '单位')}`} className="list-input" value={step.every.unit} options={[{ value: 'day' as const, label: t('unit.day', '天') }, { value: 'month' as const, label: t('unit.month', '月') }]} onChange={unit => change(step.at, { every: everyOf(unit, countOf(step)) })} /> },
                { title: '', render: (_, { at }) => <Button type="text" icon={<DeleteOutlined />} aria-label={t('printing.remove', '删除这一行')} onClick={() => replace(steps.filter((_one, index) => index !== at))} /> },
              ]}
            />
            <Issues issues={issues(plan)} />
            <Button type="dashed" size="small" icon={<PlusOutlined />} disabled={steps.length >= MOST_STEPS} onClick={() => replace([...steps, { untilMonths: (steps.at(-1)?.untilMonths ?? 0) + STEP_MONTHS, every: everyOf('month', 1) }])}>{t('printing.add', '增加一行')}</Button>
          </section>
        )
      })}
    </SettingForm>
  )
}
