import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { infectionChildTest } from '../../../domain/modules/infection/child.record.ts'
import { CHILD_TEST } from '../../../domain/code/infection.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Loaded, Page, RecordForm, saveRecord, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { BehindLine } from './BehindLine.tsx'

/** One test of an exposed child; the next one due stands ready. */
export default function TestPage() {
  const { caseId = '' } = useParams()
  const opened = useCall('infection.open', { caseId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{data => <TestForm opened={data} />}</Loaded>
}

function TestForm({ opened: { case: row, behind, children } }: { opened: Output<'infection.open'> }) {
  const { childId = '', testId } = useParams()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('infection.write')
  const back = `/infections/${row.id}?tab=children`
  const of = children.find(({ child }) => child.id === childId)
  const stored = of?.tests.find(({ id }) => id === testId)
  const next = CHILD_TEST.values.find(one => one === params.get('test')) ?? of?.planned.find(({ doneDay }) => doneDay === null)?.test ?? 'extra'
  const initial = useMemo(() => stored ?? { childId, test: next, testDay: today() }, [stored, childId, next])
  const form = useRecordForm({
    definition: infectionChildTest, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(infectionChildTest, stored?.id), saves: 'infection.childTest.save', draft: `infection.childTest:${stored?.id ?? `new:${childId}`}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childVisit.saved', '已保存')); void navigate(back) },
  })
  const voiding = useVoidRecord(infectionChildTest.id, stored, mayWrite, () => void navigate(back))
  return (
    <Page title={stored ? t('infectionScreen.test', '检测') : t('infectionScreen.newTest', '登记检测')} back={back} actions={voiding.actions}>
      <BehindLine caseId={row.id} number={row.number} behind={behind} />
      {voiding.dialog}
      <RecordForm form={form} readOnly={!mayWrite} omit={['childId']} />
    </Page>
  )
}
