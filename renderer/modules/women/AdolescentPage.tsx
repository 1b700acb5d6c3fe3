import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { ADOLESCENT_NUTRITION, HPV_VACCINATION } from '../../../domain/code/women-care.ts'
import type { StoredAdolescentVisit } from '../../../domain/modules/women/adolescent.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Loaded, Page, type PageAction, Panel, useShortcut, WomanHeadLine } from '../../kit/index.ts'
import { AttemptDialog } from './AttemptDialog.tsx'
import { AttemptList } from './AttemptList.tsx'
import './women.css'

/** The visits of one adolescent; opening this page stands in the audit. */
export default function AdolescentPage() {
  const { womanId = '' } = useParams()
  const navigate = useNavigate()
  const mayWrite = useMay('women.write')
  const [isCalling, setCalling] = useState(false)
  const opened = useCall('women.adolescentVisit.open', { womanId }, { staleTimeMs: 30_000 })
  const to = (path: string): void => void navigate(`/women/adolescents/${womanId}/visits/${path}`)
  const last = opened.data?.visits[0]
  useShortcut(['Escape'], () => void navigate('/women?tab=adolescent'), { enabled: !isCalling })
  const actions: PageAction[] = [
    ...(last ? [{ key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(`/women/print?what=adolescent&id=${last.id}`) }] : []),
    ...(mayWrite ? [
      { key: 'call', label: t('women.call', '登记联系'), shortcut: 'F7', run: () => setCalling(true) },
      { key: 'visit', label: t('adolescentScreen.newVisitShort', '登记就诊'), shortcut: 'F4', primary: true, run: () => to('new') },
    ] : []),
  ]
  return (
    <Page title={t('adolescentScreen.title', '青少年保健')} back="/women?tab=adolescent" actions={actions}>
      <Loaded of={opened}>
        {({ head, visits, attempts }) => (
          <>
            <WomanHeadLine head={head} />
            <Panel title={t('adolescentScreen.visits', '就诊记录')}>
              <DataTable<StoredAdolescentVisit>
                rows={visits} rowKey="id" label={t('adolescentScreen.visits', '就诊记录')} onOpen={row => to(row.id)} empty={t('adolescentScreen.noVisits', '还没有就诊记录;请按 F4 登记')}
                columns={[
                  { title: t('women.adolescentVisit.visitDay.label', '就诊日期'), width: 110, render: (_, row) => row.visitDay },
                  { title: t('women.age', '年龄'), width: 70, render: (_, row) => row.ageYears ?? '—' },
                  { title: 'BMI', width: 80, render: (_, row) => row.bmi?.toFixed(2) ?? '—' },
                  { title: t('women.adolescentVisit.nutrition.label', '营养'), width: 80, render: (_, row) => row.nutrition ? codeText(ADOLESCENT_NUTRITION, row.nutrition) : '—' },
                  { title: 'PHQ-A', width: 70, render: (_, row) => row.moodScore ?? '—' },
                  { title: t('women.adolescentVisit.hpvVaccination.label', 'HPV疫苗'), width: 100, render: (_, row) => row.hpvVaccination ? codeText(HPV_VACCINATION, row.hpvVaccination) : '—' },
                  { title: t('women.adolescentVisit.advice.label', '处理及指导'), ellipsis: true, render: (_, row) => <span title={row.advice ?? ''}>{row.advice ?? '—'}</span> },
                  { title: t('adolescentScreen.nextVisit', '下次就诊'), width: 110, render: (_, row) => row.nextVisitDay ?? '—' },
                  { title: t('women.adolescentVisit.doctorName.label', '接诊医生'), width: 90, ellipsis: true, render: (_, row) => row.doctorName },
                ]}
              />
            </Panel>
            <AttemptList attempts={attempts} />
            {isCalling ? <AttemptDialog womanId={head.womanId} followUpId={null} name={head.name} phone={head.phone} about={t('adolescentScreen.about', '青少年保健复诊')} onClose={() => setCalling(false)} /> : null}
          </>
        )}
      </Loaded>
    </Page>
  )
}
