import { useMemo } from 'react'
import { Navigate, useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { PRENATAL_TEST, type PrenatalTest } from '../../../domain/code/prenatal-record.ts'
import { prenatalResult, type StoredPrenatalResult } from '../../../domain/modules/prenatal/result.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Field, FieldGrid, type InputProps, Loaded, Page, PregnancyHeadLine, RecordForm, SuggestInput, useAddressFilters, useFirst } from '../../kit/index.ts'
import { FindingsPanel, useFindings } from './FindingsPanel.tsx'
import { DeafnessFields, NiptFields, NtFields, SerumFields, ThalassaemiaFields, UltrasoundFields } from './ResultFields.tsx'
import { type Opened, paperPath, useScreening } from './screening.ts'
import { usePrenatalForm } from './usePrenatalForm.tsx'
import './prenatal.css'

/** One result by its test, judged while it is typed. */
export default function ResultPage() {
  const { pregnancyId = '', resultId } = useParams()
  return resultId ? <Stored pregnancyId={pregnancyId} resultId={resultId} /> : <New pregnancyId={pregnancyId} />
}

function New({ pregnancyId }: { pregnancyId: string }) {
  const { params } = useAddressFilters()
  const test = PRENATAL_TEST.values.find(one => one === params.get('test')) ?? 'secondSerum'
  const sampleId = params.get('sample')
  const prepared = useFirst(useCall('prenatal.result.prepare', { pregnancyId, test, ...(sampleId ? { sampleId } : {}) }))
  return <Loaded of={prepared}>{data => data.existingId ? <Navigate replace to={`/prenatal/${pregnancyId}/results/${data.existingId}`} /> : <ResultForm head={data.head} test={test} row={data.row} />}</Loaded>
}

function Stored({ pregnancyId, resultId }: { pregnancyId: string; resultId: string }) {
  const opened = useScreening(pregnancyId)
  return (
    <Loaded of={opened}>
      {data => {
        const found = data.results.find(({ result }) => result.id === resultId)
        const recall = data.recalls.find(({ recall: { resultId: of, closedDay } }) => of === resultId && closedDay === null)
        return found ? <ResultForm key={found.result.rev} head={data.head} test={found.result.test} stored={found.result} recallId={recall?.recall.id} /> : <p className="hint">{t('failure.notFound', '没有找到这条记录,可能已被合并或作废,请返回后重新查找')}</p>
      }}
    </Loaded>
  )
}

type Props = { head: Opened['head']; test: PrenatalTest; row?: Output<'prenatal.result.prepare'>['row']; stored?: StoredPrenatalResult; recallId?: string | undefined }

function ResultForm({ head, test, row, stored, recallId }: Props) {
  const navigate = useNavigate()
  const organizations = useCall('organization.list', {}, { staleTimeMs: 60_000 }).data
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const initial = useMemo(() => stored ?? row ?? {}, [stored, row])
  const { form, readOnly, actions, dialog, back } = usePrenatalForm({
    definition: prenatalResult, pregnancyId: head.pregnancyId, initial, stored, about: test, print: stored && paperPath(head.pregnancyId, 'result', stored.id),
    more: recallId ? [{ key: 'recall', label: t('prenatalScreen.next.recall', '处理召回'), shortcut: 'F7', run: () => void navigate(`/prenatal/${head.pregnancyId}/recalls/${recallId}`) }] : [],
  })
  const { store } = form
  const findings = useFindings(store, readOnly, stored)
  const suggest = (name: string, suggestions: readonly string[], span: number) => <Field name={name} span={span} renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={suggestions} />} />
  return (
    <Page title={codeText(PRENATAL_TEST, test)} subtitle={stored ? t('prenatal.result.title', '产前筛查结果') : t('prenatalScreen.newResult', '登记筛查结果')} back={back} actions={actions}>
      <PregnancyHeadLine head={head} />
      {dialog}
      <div className="prenatal-side">
        <RecordForm form={form} readOnly={readOnly} withoutButtons>
          <fieldset className="form-section">
            <legend>{t('prenatal.result.section.0', '报告')}</legend>
            <FieldGrid><Field name="resultDay" />{suggest('institution', (organizations ?? []).map(one => one.name), 6)}{suggest('examinerName', (staff ?? []).map(one => one.name), 3)}<Field name="reportNumber" /><Field name="panel" /></FieldGrid>
          </fieldset>
          <div data-first>
            {test === 'firstSerum' || test === 'secondSerum' ? <SerumFields test={test} /> : test === 'nt' ? <NtFields /> : test === 'nipt' ? <NiptFields />
              : test === 'thalassaemia' ? <ThalassaemiaFields next={findings.row} /> : test === 'deafness' ? <DeafnessFields /> : <UltrasoundFields />}
          </div>
          <fieldset className="form-section">
            <legend>{t('prenatalScreen.words', '结论与备注')}</legend>
            <FieldGrid><Field name="conclusion" span={12} /><Field name="note" span={12} /></FieldGrid>
          </fieldset>
        </RecordForm>
        <aside><FindingsPanel test={test} findings={findings} kept={readOnly ? stored : undefined} fetusCount={head.fetusCount} /></aside>
      </div>
    </Page>
  )
}
