import { DeleteOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { RISK_FINDING, RISK_MEASURE } from '../../../domain/code/maternal-risk.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import type { RiskCondition, RiskFact, RiskTest } from '../../../domain/rule/maternal/risk-table.ts'
import { t } from '../../app/i18n.ts'
import { Issues, ListInput, NumberInput } from '../../kit/index.ts'
import { factText, factUnit, isRiskMeasure, LIMITS } from '../../kit/risk-text.ts'

/** A test of a condition and how it joins the one before: 或 begins a new group. */
export type ConditionLine = { readonly joint: 'or' | 'and'; readonly test: RiskTest }
export const linesOf = (condition: RiskCondition): ConditionLine[] => condition.flatMap(group => group.map((test, at): ConditionLine => ({ joint: at === 0 ? 'or' : 'and', test })))
export const conditionOf = (lines: readonly ConditionLine[]): RiskCondition => lines.reduce<RiskTest[][]>((groups, { joint, test }, at) =>
  at === 0 || joint === 'or' ? [...groups, [test]] : [...groups.slice(0, -1), [...groups.at(-1) ?? [], test]], [])

const testOf = (fact: RiskFact): RiskTest => isRiskMeasure(fact) ? { by: 'measure', fact, from: null, above: null, below: null, upTo: null } : { by: 'finding', fact }
const FACTS: readonly RiskFact[] = [...RISK_MEASURE.values, ...RISK_FINDING.values]

/** The condition of a criterion, one test a line; without any only the doctor says so. */
export function RiskConditionLines({ lines, onChange, issues }: { lines: readonly ConditionLine[]; onChange(lines: readonly ConditionLine[]): void; issues(line: number): readonly FieldIssue[] }) {
  const change = (at: number, part: Partial<ConditionLine>): void => onChange(lines.map((line, index) => index === at ? { ...line, ...part } : line))
  return (
    <>
      {lines.map(({ joint, test }, at) => (
        // A test has no name of its own: its place is its identity.
        <div key={at} className="risk-line">
          {at > 0 ? <Select className="risk-joint" aria-label={t('riskCriteria.joint', '与上一项的关系')} value={joint} options={[{ value: 'or' as const, label: t('riskCriteria.orWord', '或') }, { value: 'and' as const, label: t('riskCriteria.andWord', '且') }]} onChange={next => change(at, { joint: next })} /> : null}
          <span className="risk-fact">{factText(test.fact)}</span>
          {test.by === 'measure' ? (
            <>
              {LIMITS.map(([side, sign]) => (
                <span key={side} className="risk-limit">
                  {sign} <NumberInput id={`risk-limit-${at}-${side}`} label={`${factText(test.fact)} ${sign}`} value={Number.isNaN(test[side]) ? null : test[side]} decimals={1} status={issues(at).length > 0 ? 'error' : undefined} onChange={(next, unread) => change(at, { test: { ...test, [side]: unread ? Number.NaN : next } })} />
                </span>
              ))}
              <span className="unit">{factUnit(test.fact)}</span>
            </>
          ) : null}
          <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('riskCriteria.removeTest', '删去条件“{{fact}}”', { fact: factText(test.fact) })} onClick={() => onChange(lines.filter((_, index) => index !== at))} />
          <Issues issues={issues(at)} />
        </div>
      ))}
      <div className="risk-add">
        <ListInput
          id="risk-add" label={t('riskCriteria.addTest', '增加条件')} placeholder={t('riskCriteria.addTestHint', '增加条件:选一个数值或检查结果')} value={null} choices={FACTS.map(fact => ({ value: fact, label: factText(fact) }))}
          onChange={fact => { if (fact !== null) onChange([...lines, { joint: 'or', test: testOf(fact as RiskFact) }]) }}
        />
      </div>
    </>
  )
}
