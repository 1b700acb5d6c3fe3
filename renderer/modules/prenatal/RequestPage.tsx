import { Alert, Tag } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { NIPT_CRITERION, NIPT_SUITABILITY, type NiptSuitability } from '../../../domain/code/prenatal.ts'
import type { PrenatalTest } from '../../../domain/code/prenatal-record.ts'
import { type CodeList, codesIn, hasCode } from '../../../domain/field/code-list.ts'
import { prenatalRequest, type StoredPrenatalRequest } from '../../../domain/modules/prenatal/request.record.ts'
import { tidyRow } from '../../../domain/record/derive/schema.ts'
import type { Row } from '../../../domain/record/define.ts'
import { raisedGestation } from '../../../domain/rule/gestation.ts'
import { ASKED_CRITERIA } from '../../../domain/rule/prenatal/nipt.ts'
import { call } from '../../api/client.ts'
import { useCall } from '../../api/useCall.ts'
import { issueText, messageText, t } from '../../app/i18n.ts'
import { codeText, CodesInput, Field, FieldGrid, type FormStore, type InputProps, Loaded, Page, Panel, PregnancyHeadLine, RecordForm, SuggestInput, useFieldValue, useFirst, useLiveCheck } from '../../kit/index.ts'
import { type Opened, paperPath, testsText, useScreening } from './screening.ts'
import { usePrenatalForm } from './usePrenatalForm.tsx'
import './prenatal.css'

type Prepared = Output<'prenatal.request.prepare'>
type Evaluation = Output<'prenatal.request.evaluate'>
/** What was judged when it was saved, until the first answer. */
const keptOf = (stored: StoredPrenatalRequest | undefined): Evaluation => ({
  gestationDays: stored?.gestationDays ?? null, nipt: stored?.suitability ? { suitability: stored.suitability, criteria: codesIn(stored.foundCriteria), missing: [] } : null,
  windowsVersion: stored?.windowsVersion ?? null, rulesVersion: stored?.rulesVersion ?? null, remarks: [], issues: [],
})
/** Who is asked is asked about these; what follows from the record is found by the program. */
const ASKED = { ...NIPT_CRITERION, list: NIPT_CRITERION.list.filter(({ code }) => (ASKED_CRITERIA as readonly string[]).includes(code)) }

/** 申请单: what is asked for, judged while it is typed. */
export default function RequestPage() {
  const { pregnancyId = '', requestId } = useParams()
  return requestId ? <Stored pregnancyId={pregnancyId} requestId={requestId} /> : <New pregnancyId={pregnancyId} />
}
function New({ pregnancyId }: { pregnancyId: string }) {
  const prepared = useFirst(useCall('prenatal.request.prepare', { pregnancyId }))
  return <Loaded of={prepared}>{data => <RequestForm head={data.head} prepared={data} />}</Loaded>
}
function Stored({ pregnancyId, requestId }: { pregnancyId: string; requestId: string }) {
  const opened = useScreening(pregnancyId)
  return (
    <Loaded of={opened}>
      {data => {
        const found = data.requests.find(({ id }) => id === requestId)
        return found ? <RequestForm key={found.rev} head={data.head} stored={found} tubes={data.samples.filter(({ sample }) => sample.requestId === requestId)} /> : <p className="hint">{t('failure.notFound', '没有找到这条记录,可能已被合并或作废,请返回后重新查找')}</p>
      }}
    </Loaded>
  )
}

function RequestForm({ head, prepared, stored, tubes = [] }: { head: Opened['head']; prepared?: Prepared; stored?: StoredPrenatalRequest; tubes?: Opened['samples'] }) {
  const navigate = useNavigate()
  const organizations = useCall('organization.list', {}, { staleTimeMs: 60_000 }).data
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const initial = useMemo(() => stored ?? prepared?.row ?? {}, [stored, prepared])
  const { form, readOnly, actions, dialog, back } = usePrenatalForm({
    definition: prenatalRequest, pregnancyId: head.pregnancyId, initial, stored, print: stored && paperPath(head.pregnancyId, 'request', stored.id),
    more: tubes.slice(0, 1).map(({ sample }) => ({ key: 'sample', label: t('prenatal.sample.title', '产前筛查样本'), shortcut: 'F7', run: () => void navigate(`/prenatal/${head.pregnancyId}/samples/${sample.id}`) })),
  })
  const { store } = form
  const evaluation = useEvaluation(store, stored, readOnly)
  const asksNipt = hasCode(useFieldValue(store, 'tests') as CodeList<PrenatalTest> | null, 'nipt')
  const suggest = (name: string, suggestions: readonly string[], span = 3) => <Field name={name} span={span} renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={suggestions} />} />
  return (
    <Page title={stored ? t('prenatal.request.title', '产前筛查申请单') : t('prenatalScreen.newRequest', '开产前筛查申请单')} subtitle={stored?.number} back={back} actions={actions}>
      <PregnancyHeadLine head={head} />
      {dialog}
      <div className="prenatal-side">
        <RecordForm form={form} readOnly={readOnly} withoutButtons>
          <fieldset className="form-section">
            <legend>{t('prenatal.request.section.0', '申请')}</legend>
            <FieldGrid>
              <Field name="tests" span={12} autoFocus={!stored} /><Field name="plannedDay" /><Field name="requestedDay" /><Field name="panel" /><Field name="programme" /><Field name="isSubsidised" />
              {suggest('institution', (organizations ?? []).map(one => one.name), 6)}{suggest('doctorName', (staff ?? []).map(one => one.name))}
            </FieldGrid>
          </fieldset>
          <fieldset className="form-section">
            <legend>{t('prenatal.request.section.1', '计算风险所需')}</legend>
            <FieldGrid><Field name="gestationBasis" /><Field name="fetusCount" /><Field name="weightKg" /><Field name="heightCm" /><Field name="isSmoking" /><Field name="hasDiabetes" /><Field name="history" span={12} /><Field name="note" span={12} /></FieldGrid>
          </fieldset>
          {asksNipt ? (
            <fieldset className="form-section">
              <legend>{t('prenatal.request.section.2', 'NIPT适用性')}</legend>
              <FieldGrid><Field name="criteria" span={12} renderInput={props => <CodesInput {...(props as unknown as InputProps<never>)} codes={ASKED} />} /><Field name="overrideReason" span={12} /></FieldGrid>
            </fieldset>
          ) : null}
        </RecordForm>
        <aside><EvaluationPanel evaluation={evaluation} open={prepared?.open} freeDay={prepared?.freeDay ?? null} ageAtDelivery={prepared?.ageAtDelivery ?? null} /></aside>
      </div>
    </Page>
  )
}

function useEvaluation(store: FormStore, stored: StoredPrenatalRequest | undefined, readOnly: boolean): Evaluation {
  const id = stored?.id
  return useLiveCheck<Evaluation>(store, keptOf(stored), {
    key: `${id ?? ''}${readOnly}`, isShown: () => !readOnly,
    ask: values => {
      const unreadable = new Set(store.allIssues().filter(issue => issue.level === 'block').map(issue => issue.path))
      const readable = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, unreadable.has(name) ? null : value]))
      return call('prenatal.request.evaluate', { ...(id ? { id } : {}), row: tidyRow(prenatalRequest, readable as Row<typeof prenatalRequest>) as never })
    },
  })
}

const SUITABILITY_COLOUR: Readonly<Record<NiptSuitability, string>> = { voluntary: 'success', suitable: 'success', caution: 'warning', notSuitable: 'error' }
const MISSING = (): Readonly<Record<NonNullable<Evaluation['nipt']>['missing'][number], string>> => ({
  fetusCount: t('prenatal.request.fetusCount.label', '胎数'), ageAtDelivery: t('prenatalScreen.ageAtDelivery', '预产期年龄(缺出生日期或预产期)'), bodyMassIndex: t('prenatalScreen.bodyMassIndex', '体重和身高'),
})

/** What the rules say of the request as it stands: gestation, windows, suitability with its criteria. */
function EvaluationPanel({ evaluation, open, freeDay, ageAtDelivery }: { evaluation: Evaluation; open: Prepared['open'] | undefined; freeDay: string | null; ageAtDelivery: number | null }) {
  const { gestationDays, nipt, windowsVersion, rulesVersion, remarks, issues } = evaluation
  return (
    <Panel title={t('prenatalScreen.judged', '按现在填写的内容')}>
      <div className="prenatal-next" role="status" aria-label={t('prenatalScreen.judged', '按现在填写的内容')}>
        <p>{t('prenatalScreen.plannedWeeks', '预约日孕周 {{weeks}}', { weeks: gestationDays === null ? '—' : raisedGestation(gestationDays) })}{ageAtDelivery === null ? '' : ` · ${t('prenatalScreen.age', '预产期年龄 {{years}} 岁', { years: ageAtDelivery })}`}</p>
        {windowsVersion !== null && rulesVersion !== null ? <p className="hint">{t('prenatalScreen.judgedBy', '按筛查窗口第 {{windows}} 版、筛查规则第 {{rules}} 版判定', { windows: windowsVersion, rules: rulesVersion })}</p> : null}
        {open ? <p className="hint">{open.length > 0 ? t('prenatalScreen.openNow', '今天在窗口内:{{tests}}', { tests: testsText(open) }) : t('prenatalScreen.nothingOpen', '今天没有在窗口内的项目')}</p> : null}
        {freeDay ? <p className="hint">{t('prenatalScreen.freeDone', '本次妊娠已于 {{day}} 做过免费筛查', { day: freeDay })}</p> : null}
        {nipt ? (
          <div>
            <span className="field-label">{t('prenatal.request.suitability.label', 'NIPT适用性')}</span>
            <Tag color={SUITABILITY_COLOUR[nipt.suitability]}>{codeText(NIPT_SUITABILITY, nipt.suitability)}</Tag>
            <ul className="prenatal-verdict">{nipt.criteria.map(one => <li key={one}>{codeText(NIPT_SUITABILITY, NIPT_CRITERION.entry(one).group)}: {codeText(NIPT_CRITERION, one)}</li>)}</ul>
            {nipt.missing.length > 0 ? <p className="issue is-warn">{t('prenatalScreen.niptMissing', '还缺:{{facts}},补齐后才能排除慎用情形', { facts: nipt.missing.map(one => MISSING()[one]).join('、') })}</p> : null}
          </div>
        ) : null}
        {remarks.map(one => <p key={one.key}>{messageText(one)}</p>)}
        {issues.map(issue => <Alert key={issue.path + issue.message.key} type={issue.level === 'block' ? 'error' : 'warning'} showIcon title={issueText(issue)} />)}
      </div>
    </Panel>
  )
}
