import { App, Button, Space } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { PLAN_RULES, type PlanRule } from '../../../domain/rule/yearly-plan.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, instantText, today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { DataTable, DayInput, Fact, FieldGrid, FormArea, Issues, LabelledInput, Loaded, NumberInput, RadioInput, TextInput, useShortcut } from '../../kit/index.ts'
import { PaperDialog } from './PaperDialog.tsx'
import { useSigned } from './SignedDialog.tsx'

type Plan = Output<'stock.plan'>
const ruleText = (rule: PlanRule): string => ({ thisYearPlus5: t('plan.rule.thisYearPlus5', '当年活产数 + 5% 损耗'), lastYear120: t('plan.rule.lastYear120', '不超过上年活产数的 120%') })[rule]

/** The plan for a year: births and rules on the left of the decision, every saved version below. */
export function PlanTab() {
  const [year, setYear] = useState(Number(today().slice(0, 4)) + 1)
  const [printing, setPrinting] = useState(false)
  const plan = useCall('stock.plan', { year }, { keepPrevious: true })
  return (
    <>
      <Space className="tab-actions">
        <Button onClick={() => setYear(year - 1)} aria-label={t('plan.before', '上一年')}>‹</Button>
        <b>{t('plan.year', '{{year}} 年度用证计划', { year })}</b>
        <Button onClick={() => setYear(year + 1)} aria-label={t('plan.next', '下一年')}>›</Button>
        <Button disabled={!plan.data?.saved.length} onClick={() => setPrinting(true)}>{t('print.print', '打印')}</Button>
        {plan.data ? <span className={!plan.data.saved[0]?.filedDay && plan.data.dueDay < today() ? 'issue is-block' : 'hint'}>{t('plan.due', '应于 {{day}} 前上报', { day: plan.data.dueDay })}</span> : null}
      </Space>
      <Loaded of={plan}>{data => <PlanForm key={`${data.year}-${data.saved[0]?.rev ?? 0}`} plan={data} />}</Loaded>
      {printing ? <PaperDialog paper={{ what: 'plan', id: String(year) }} title={t('plan.year', '{{year}} 年度用证计划', { year })} onClose={() => setPrinting(false)} /> : null}
    </>
  )
}

function PlanForm({ plan }: { plan: Plan }) {
  const { message } = App.useApp()
  const mayWrite = useMay('stock.write')
  const last = plan.saved[0]
  const proposalOf = (rule: PlanRule): number => plan.proposals.find(one => one.rule === rule)?.quantity ?? 0
  const form = useSigned('stock.savePlan', { rule: last?.rule ?? 'thisYearPlus5' as PlanRule, quantity: (last?.quantity ?? proposalOf('thisYearPlus5')) as number | null, reason: last?.reason ?? null, filedDay: last?.filedDay ?? null }, ['quantity', 'reason', 'filedDay'])
  const { values } = form
  async function save(): Promise<void> {
    const done = await form.run(values.quantity ? { year: plan.year, rev: last?.rev ?? 0, rule: values.rule, quantity: values.quantity, ...(values.reason ? { reason: values.reason } : {}), filedDay: values.filedDay } : null)
    if (done) void message.success(t('plan.saved', '已保存第 {{rev}} 稿', { rev: done.rev }))
  }
  useShortcut(['Ctrl+S'], () => void save(), { enabled: mayWrite })
  return (
    <>
      <dl className="record-facts plan-facts">
        <Fact label={t('plan.counted', '{{year}} 年已登记活产', { year: plan.thisYear })}>{countText(plan.thisYearCounted)}</Fact>
        <Fact label={t('plan.wholeYear', '推算全年')}>{countText(plan.thisYearBirths)}</Fact>
        <Fact label={t('plan.lastYear', '{{year}} 年活产', { year: plan.thisYear - 1 })}>{countText(plan.lastYearBirths)}</Fact>
        <Fact label={t('plan.inStock', '现有未用空白证件')}>{countText(plan.inStock)}</Fact>
      </dl>
      {mayWrite ? (
        <FormArea>
          <FieldGrid>
            <LabelledInput id="plan-rule" label={t('plan.rule', '计算规则')} span={12}>
              <RadioInput id="plan-rule" value={values.rule} required choices={plan.proposals.map(one => ({ value: one.rule, label: one.quantity > 0 ? t('plan.choice', '{{rule}}:{{count}} 张', { rule: ruleText(one.rule), count: countText(one.quantity) }) : t('plan.noBirths', '{{rule}}:没有活产数,无法计算', { rule: ruleText(one.rule) }) }))}
                onChange={rule => { if (rule) form.set({ rule: rule as PlanRule, quantity: proposalOf(rule as PlanRule) || values.quantity }) }} />
              <div className="field-help">{t('plan.source', '依据:{{source}}', { source: PLAN_RULES[values.rule].source })}</div>
            </LabelledInput>
            <LabelledInput id="plan-quantity" label={t('plan.quantity', '计划申领(张)')} span={3} required issues={form.of('quantity')}><NumberInput id="plan-quantity" value={values.quantity} onChange={quantity => form.set({ quantity })} /></LabelledInput>
            <LabelledInput id="plan-filed" label={t('plan.filedDay', '上报日期')} span={3} issues={form.of('filedDay')}><DayInput id="plan-filed" value={values.filedDay} onChange={filedDay => form.set({ filedDay })} /></LabelledInput>
            <LabelledInput id="plan-reason" label={t('plan.reason', '与规则不同的理由')} span={6} issues={form.of('reason')}><TextInput id="plan-reason" value={values.reason} onChange={reason => form.set({ reason })} /></LabelledInput>
          </FieldGrid>
          {form.others.length ? <Issues issues={form.others} /> : null}
          <Space className="tab-actions"><Button type="primary" loading={form.busy} onClick={() => void save()}>{t('plan.save', '保存为新一稿')} <kbd>Ctrl+S</kbd></Button></Space>
        </FormArea>
      ) : null}
      <DataTable<Plan['saved'][number]>
        rows={plan.saved} rowKey={row => String(row.rev)} label={t('plan.versions', '历次稿')} empty={t('plan.none', '这一年还没有保存计划')}
        columns={[
          { title: t('plan.version', '稿次'), width: 60, dataIndex: 'rev' }, { title: t('plan.savedAt', '保存时间'), width: 140, render: (_, row) => instantText(row.createdAt) },
          { title: t('plan.by', '编制人'), width: 120, ellipsis: true, dataIndex: 'plannedByName' }, { title: t('plan.quantity', '计划申领(张)'), width: 110, render: (_, row) => countText(row.quantity) },
          { title: t('plan.proposed', '按规则'), width: 90, render: (_, row) => countText(row.proposed) }, { title: t('plan.rule', '计算规则'), width: 230, render: (_, row) => ruleText(row.rule) },
          { title: t('plan.filedDay', '上报日期'), width: 110, render: (_, row) => row.filedDay ?? '' }, { title: t('plan.reason', '与规则不同的理由'), ellipsis: true, render: (_, row) => <span title={row.reason ?? ''}>{row.reason}</span> },
        ]}
      />
    </>
  )
}
