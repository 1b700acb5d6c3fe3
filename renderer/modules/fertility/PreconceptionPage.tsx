import { Alert, Tag } from 'antd'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CONTACT_WAY, PRECONCEPTION_FOLLOW_UP, PRECONCEPTION_ITEM, PRECONCEPTION_OUTCOME, PRECONCEPTION_STATE } from '../../../domain/code/fertility.ts'
import { codesIn } from '../../../domain/field/code-list.ts'
import { preconception } from '../../../domain/modules/fertility/preconception.record.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Loaded, Page, type PageAction, Panel, RecordFacts } from '../../kit/index.ts'
import { AdultLine } from './AdultLine.tsx'
import './fertility.css'

type Opened = Output<'fertility.preconception.open'>
const ABOUT = ['servedDay', 'plannedMonths', 'educationDay', 'assessedDay', 'womanRisk', 'manRisk', 'noticeDay', 'noticeReceiver', 'closing', 'closedDay', 'riskFactors', 'advice'] as const

/** A couple before pregnancy: where the 19 items stand, the assessment, what is asked next and was answered. */
export default function PreconceptionPage() {
  const { coupleId = '' } = useParams()
  const navigate = useNavigate()
  const mayWrite = useMay('women.write')
  const opened = useCall('fertility.preconception.open', { coupleId }, { staleTimeMs: 30_000 })
  const to = (path: string): void => void navigate(`/preconception/${coupleId}/${path}`)
  const isOpen = opened.data?.couple.state === 'open'
  const actions: PageAction[] = [
    { key: 'woman', label: t('preconceptionScreen.womanSheet', '妻子检查'), shortcut: 'F6', run: () => to('sheets/2') },
    ...(opened.data?.husband ? [{ key: 'man', label: t('preconceptionScreen.manSheet', '丈夫检查'), shortcut: 'F7', run: () => to('sheets/1') }] : []),
    { key: 'print', label: t('preconceptionScreen.notice', '结果告知书'), shortcut: 'Ctrl+P', run: () => to('print') },
    ...(mayWrite ? [{ key: 'assess', label: t('preconceptionScreen.assess', '评估与告知'), shortcut: 'F8', run: () => to('edit') }] : []),
    ...(mayWrite && isOpen ? [{ key: 'follow', label: t('preconceptionScreen.followUp', '追踪随访'), shortcut: 'F4', primary: true, run: () => to('follow-ups/new') }] : []),
  ]
  return (
    <Page title={t('preconceptionScreen.file', '孕前优生档案')} subtitle={opened.data?.couple.number} back="/women?tab=preconception" actions={actions}>
      <Loaded of={opened}>
        {data => (
          <>
            <section className="panel fertility-head fertility-two" aria-label={t('preconceptionScreen.couple', '夫妇')}>
              <AdultLine adult={data.woman} role={t('preconceptionScreen.woman', '妻子')} />
              {data.husband ? <AdultLine adult={data.husband} role={t('preconceptionScreen.husband', '丈夫')} /> : <span className="hint">{t('preconceptionScreen.noHusband', '没有登记丈夫')}</span>}
            </section>
            <Due due={data.due} />
            <Panel title={t('preconceptionScreen.items', '19项检查')}><Items items={data.items} hasHusband={data.husband !== null} /></Panel>
            <Panel title={t('preconceptionScreen.result', '评估与告知')} extra={<Tag>{codeText(PRECONCEPTION_STATE, data.couple.state)}</Tag>}><RecordFacts definition={preconception} row={data.couple} names={ABOUT} wide={['riskFactors', 'advice']} /></Panel>
            <Panel title={t('preconceptionScreen.followUps', '追踪随访')}><FollowUps rows={data.followUps} onOpen={id => to(`follow-ups/${id}`)} /></Panel>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Due({ due }: { due: Opened['due'] }) {
  if (!due) return null
  const isLate = due.dueDay < today()
  const text = codeText(PRECONCEPTION_FOLLOW_UP, due.kind)
  if (due.kind === 'notPregnant' && !isLate) return <Alert className="form-alert" type={due.fromDay <= today() ? 'warning' : 'info'} showIcon title={t('preconceptionScreen.ask', '{{day}} 询问是否怀孕', { day: due.dueDay })} />
  return <Alert className="form-alert" type={isLate ? 'error' : due.fromDay <= today() ? 'warning' : 'info'} showIcon title={isLate ? t('preconceptionScreen.late', '{{kind}}已超过 {{day}},请尽快联系', { kind: text, day: due.dueDay }) : t('preconceptionScreen.due', '{{kind}}:{{from}} 起,最迟 {{day}}', { kind: text, from: due.fromDay, day: due.dueDay })} />
}

const Done = ({ isDone, who }: { isDone: boolean; who: string }) => <Tag color={isDone ? 'success' : 'default'}>{who}{isDone ? '✓' : t('preconceptionScreen.open', '未做')}</Tag>

function Items({ items, hasHusband }: { items: Opened['items']; hasHusband: boolean }) {
  return (
    <ul className="fertility-items">
      {items.map(({ item, woman, man }) => {
        const { who } = PRECONCEPTION_ITEM.entry(item)
        return <li key={item}><span>{codeText(PRECONCEPTION_ITEM, item)}</span><span><Done isDone={woman} who={who === 'couple' ? '' : t('preconceptionScreen.herShort', '妻')} />{man !== null && hasHusband ? <Done isDone={man} who={t('preconceptionScreen.hisShort', '夫')} /> : null}</span></li>
      })}
    </ul>
  )
}

function FollowUps({ rows, onOpen }: { rows: Opened['followUps']; onOpen(id: string): void }) {
  return (
    <DataTable<Opened['followUps'][number]>
      rows={rows.toReversed()} rowKey="id" label={t('preconceptionScreen.followUps', '追踪随访')} onOpen={row => onOpen(row.id)} empty={t('preconceptionScreen.noFollowUps', '还没有随访,按 F4 登记')}
      columns={[
        { title: t('preconceptionScreen.followDay', '随访日期'), width: 110, render: (_, row) => row.followDay },
        { title: t('preconceptionScreen.kind', '随访类别'), width: 150, render: (_, row) => codeText(PRECONCEPTION_FOLLOW_UP, row.kind) },
        { title: t('preconceptionScreen.way', '方式'), width: 70, render: (_, row) => codeText(CONTACT_WAY, row.way) },
        { title: t('preconceptionScreen.menstruation', '末次月经'), width: 110, render: (_, row) => row.lastMenstrualDay ?? '—' },
        { title: t('preconceptionScreen.outcome', '结局'), render: (_, row) => [row.outcomeDay, codesIn(row.outcome).map(one => codeText(PRECONCEPTION_OUTCOME, one)).join('、'), row.earlyFindings].filter(Boolean).join(' ') || '—' },
        { title: t('preconceptionScreen.by', '随访人'), width: 110, render: (_, row) => row.doctorName },
      ]}
    />
  )
}
