import { Alert } from 'antd'
import type { ReactNode } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { NT_LEVEL, PRENATAL_DISEASE, PRENATAL_SUBSIDY } from '../../../domain/code/prenatal.ts'
import { DEAFNESS_STEP, THALASSAEMIA_SCREEN } from '../../../domain/code/prenatal-gene.ts'
import type { PrenatalTest } from '../../../domain/code/prenatal-record.ts'
import { keptRules, prenatalResult, RESULT_LIMITS, type StoredPrenatalResult } from '../../../domain/modules/prenatal/result.record.ts'
import { tidyRow } from '../../../domain/record/derive/schema.ts'
import type { Row } from '../../../domain/record/define.ts'
import { raisedGestation } from '../../../domain/rule/gestation.ts'
import { PRENATAL_RULE, PRENATAL_RULES, type PrenatalRules } from '../../../domain/rule/prenatal/prenatal-rules.ts'
import { call } from '../../api/client.ts'
import { useCall } from '../../api/useCall.ts'
import { issueText, messageText, t } from '../../app/i18n.ts'
import { codeText, type FormStore, Panel, useLiveCheck } from '../../kit/index.ts'
import { ClassTag } from './ClassTag.tsx'

export type Findings = Output<'prenatal.result.evaluate'>
const NOTHING: Findings = { row: {}, sentences: [], issues: [], subsidy: null }

/** What the core says of the result as it stands in the form; what cannot be read yet is left out of the question. */
export function useFindings(store: FormStore, readOnly: boolean, stored: StoredPrenatalResult | undefined): Findings {
  // What was found when it was saved stands until the first answer.
  return useLiveCheck<Findings>(store, stored ? { ...NOTHING, row: stored } : NOTHING, {
    key: String(readOnly), isShown: () => !readOnly,
    ask: values => {
      const unreadable = new Set(store.allIssues().filter(issue => issue.level === 'block').map(issue => issue.path))
      const readable = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, unreadable.has(name) ? null : value]))
      return call('prenatal.result.evaluate', { row: tidyRow(prenatalResult, readable as Row<typeof prenatalResult>) as never })
    },
  })
}

/** Class of each disease and of the whole, what follows, and the limits that decided, each with where it was read. A stored result shows what was found when it was saved. */
export function FindingsPanel({ test, findings, kept, fetusCount }: { test: PrenatalTest; findings: Findings; kept: StoredPrenatalResult | undefined; fetusCount: number | null }) {
  const row = kept ?? findings.row
  const current = useCall('setting.get', { key: 'prenatalRules' }, { staleTimeMs: 300_000 }).data?.value as PrenatalRules | undefined
  const rules = current && keptRules(row, current)
  const lines: (readonly [label: string, value: ReactNode])[] = [
    ...(['t21', 't18', 't13', 'ontd'] as const).flatMap(disease => { const found = row[`${disease}Class`]; return found ? [[codeText(PRENATAL_DISEASE, disease), <ClassTag key={disease} of={found} />] as const] : [] }),
    ...(row.ntLevel ? [['NT', codeText(NT_LEVEL, row.ntLevel)] as const] : []),
    ...(['woman', 'partner'] as const).flatMap(who => { const found = row[`${who}Screen`]; return found ? [[who === 'woman' ? t('prenatalScreen.woman', '女方') : t('prenatalScreen.partner', '男方'), codeText(THALASSAEMIA_SCREEN, found)] as const] : [] }),
    ...(row.deafnessStep ? [[t('prenatalScreen.nextStep', '下一步'), codeText(DEAFNESS_STEP, row.deafnessStep)] as const] : []),
  ]
  return (
    <Panel title={t('prenatalScreen.verdict', '判定')}>
      <div className="prenatal-next" role="status" aria-label={t('prenatalScreen.verdict', '判定')}>
        <p className="prenatal-overall">{row.overall ? <ClassTag of={row.overall} /> : <span className="hint">{t('prenatalScreen.notJudged', '填写结果后给出判定')}</span>}</p>
        {row.gestationDays !== null && row.gestationDays !== undefined ? <p className="hint">{t('prenatalScreen.examinedWeeks', '检查孕周 {{weeks}}', { weeks: raisedGestation(row.gestationDays) })}{fetusCount !== null && fetusCount > 1 ? ` · ${t('pregnancy.fetuses', '{{count}} 胎', { count: fetusCount })}` : ''}</p> : null}
        {lines.length > 0 ? <ul className="prenatal-verdict">{lines.map(([label, value]) => <li key={label}>{label}: {value}</li>)}</ul> : null}
        {findings.sentences.map(one => <p key={one.key}>{messageText(one)}</p>)}
        {findings.subsidy ? <p>{t('prenatalScreen.subsidy', '补助:{{what}}', { what: codeText(PRENATAL_SUBSIDY, findings.subsidy) })}</p> : null}
        {kept ? null : findings.issues.map(issue => <Alert key={issue.path + issue.message.key} type={issue.level === 'block' ? 'error' : 'warning'} showIcon title={issueText(issue)} />)}
      </div>
      {rules && RESULT_LIMITS[test].length > 0 ? (
        <details open>
          <summary>{t('prenatalScreen.limits', '界值与来源')}</summary>
          <p className="hint">{rules.version === current.version ? t('prenatalScreen.rulesVersion', '按产前筛查规则第 {{version}} 版判定', { version: rules.version }) : t('prenatalScreen.rulesVersionOld', '按产前筛查规则第 {{version}} 版判定,现用第 {{current}} 版', { version: rules.version, current: current.version })}</p>
          <ul className="prenatal-verdict">
            {RESULT_LIMITS[test].map(id => <li key={id}>{t(`prenatalRule.${id}.title`, PRENATAL_RULE[id].title)}: <b>{rules[id]}</b><div className={PRENATAL_RULES.isShipped(rules, id) ? 'rule-source' : 'rule-source is-changed'}>{t(`prenatalRule.${id}.source`, PRENATAL_RULE[id].source)}</div></li>)}
          </ul>
        </details>
      ) : null}
    </Panel>
  )
}
