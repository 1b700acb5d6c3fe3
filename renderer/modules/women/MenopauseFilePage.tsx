import { Alert, Button } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { KUPPERMAN_GRADE } from '../../../domain/code/maternal-care.ts'
import { MHT_CONSENT, MHT_SCHEME } from '../../../domain/code/women-care.ts'
import { menopauseFile, type StoredMenopauseVisit } from '../../../domain/modules/women/menopause.record.ts'
import type { MaternalRules } from '../../../domain/rule/maternal/maternal-rules.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Chart, codeText, DataTable, Fact, Loaded, Page, type PageAction, Panel, RecordFacts, useShortcut, WomanHeadLine } from '../../kit/index.ts'
import { AttemptDialog } from './AttemptDialog.tsx'
import { AttemptList } from './AttemptList.tsx'
import { scoreOption } from './score-option.ts'
import './women.css'

type Opened = Output<'women.menopauseFile.open'>
const CHART_HEIGHT = 240
const FACTS = ['number', 'openedDay', 'doctorName', 'stage', 'lastMenstrualDay', 'menopauseAge', 'menopauseWay', 'pastIllness', 'familyIllness', 'note'] as const

/** Everything of one woman around menopause: her file, the course of her score, her visits and calls. */
export default function MenopauseFilePage() {
  const { fileId = '' } = useParams()
  const opened = useCall('women.menopauseFile.open', { id: fileId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{data => <File data={data} />}</Loaded>
}

function File({ data: { head, file, visits, cervicalStatus, screeningId, attempts } }: { data: Opened }) {
  const navigate = useNavigate()
  const mayWrite = useMay('women.write')
  const [isCalling, setCalling] = useState(false)
  const rules = useCall('setting.get', { key: 'maternalRules' }, { staleTimeMs: 300_000 }).data?.value as MaternalRules | undefined
  const option = useMemo(() => rules ? scoreOption(visits, rules) : null, [visits, rules])
  const to = (path: string): void => void navigate(`/women/menopause/${file.id}/${path}`)
  const last = visits.at(-1)
  const scored = visits.filter(visit => visit.score !== null)
  useShortcut(['Escape'], () => void navigate('/women?tab=menopause'), { enabled: !isCalling })
  const actions: PageAction[] = [
    ...(last ? [{ key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(`/women/print?what=menopause&id=${last.id}`) }] : []),
    ...(mayWrite ? [
      { key: 'call', label: t('women.call', '登记联系'), shortcut: 'F7', run: () => setCalling(true) },
      { key: 'edit', label: t('people.editShort', '修改'), shortcut: 'F2', run: () => to('edit') },
      { key: 'visit', label: t('menopauseScreen.newVisitShort', '登记随访'), shortcut: 'F4', primary: true, run: () => to('visits/new') },
    ] : []),
  ]
  return (
    <Page title={t('menopauseScreen.file', '更年期档案')} back="/women?tab=menopause" actions={actions}>
      <WomanHeadLine head={head} />
      {file.hormoneCaution ? <Alert className="form-alert" type="warning" showIcon title={t('menopauseScreen.caution', 'MHT禁忌或慎用:{{text}}', { text: file.hormoneCaution })} /> : null}
      {last?.nextVisitDay && last.nextVisitDay < today() ? <Alert className="form-alert" type="error" showIcon title={t('menopauseScreen.overdue', '约定 {{day}} 随访,已过期未到', { day: last.nextVisitDay })} /> : null}
      <Panel extra={screeningId ? <Button size="small" onClick={() => void navigate(`/women/cancer/${screeningId}`)}>{t('menopauseScreen.openScreening', '打开筛查记录')}</Button> : null}>
        <RecordFacts definition={menopauseFile} row={file} names={FACTS} />
        <dl className="record-facts"><Fact label={t('menopauseScreen.cervical', '宫颈筛查')} wide>{cervicalStatus}</Fact></dl>
      </Panel>
      {option && scored.length > 0 ? <Panel title={t('menopauseScreen.course', 'Kupperman评分变化')}><Chart option={option} height={CHART_HEIGHT} label={t('menopauseScreen.picture', 'Kupperman评分随访视变化,共 {{count}} 次;同样的数字见随访记录', { count: scored.length })} /><p className="hint">{t('menopauseScreen.marks', '◆ 使用激素期间;底色为分级。')}</p></Panel> : null}
      <Panel title={t('menopauseScreen.visits', '随访记录')}>
        <DataTable<StoredMenopauseVisit>
          rows={visits.toReversed()} rowKey="id" label={t('menopauseScreen.visits', '随访记录')} onOpen={row => to(`visits/${row.id}`)} empty={t('menopauseScreen.noVisits', '还没有随访;请按 F4 登记')}
          columns={[
            { title: t('women.menopauseVisit.visitDay.label', '随访日期'), width: 110, render: (_, row) => row.visitDay },
            { title: t('menopauseScreen.score', 'Kupperman评分'), width: 140, render: (_, row) => row.score === null ? '—' : `${row.score} ${row.grade ? codeText(KUPPERMAN_GRADE, row.grade) : ''}` },
            { title: t('menopauseScreen.pressure', '血压'), width: 100, render: (_, row) => row.systolicMmHg === null ? '—' : `${row.systolicMmHg}/${row.diastolicMmHg ?? '—'}` },
            { title: 'BMI', width: 80, render: (_, row) => row.bmi?.toFixed(2) ?? '—' },
            { title: t('menopauseScreen.hormones', 'MHT'), width: 210, render: (_, row) => row.hormoneScheme ? codeText(MHT_SCHEME, row.hormoneScheme) : codeText(MHT_CONSENT, row.hormoneConsent) },
            { title: t('women.menopauseVisit.advice.label', '处理及指导'), ellipsis: true, render: (_, row) => <span title={row.advice ?? ''}>{row.advice ?? '—'}</span> },
            { title: t('menopauseScreen.nextVisit', '下次随访'), width: 110, render: (_, row) => row.nextVisitDay ?? '—' },
            { title: t('women.menopauseVisit.doctorName.label', '随访医生'), width: 90, ellipsis: true, render: (_, row) => row.doctorName },
          ]}
        />
      </Panel>
      <AttemptList attempts={attempts} />
      {isCalling ? <AttemptDialog womanId={head.womanId} followUpId={null} name={head.name} phone={head.phone} about={t('menopauseScreen.about', '更年期随访')} onClose={() => setCalling(false)} /> : null}
    </Page>
  )
}
