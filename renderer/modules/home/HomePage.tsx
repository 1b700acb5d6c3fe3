import { RightOutlined } from '@ant-design/icons'
import { Badge } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { PRECONCEPTION_VIEW } from '../../../domain/code/fertility.ts'
import { INFECTION_LIST } from '../../../domain/code/infection.ts'
import { REPLACEMENT_STATE } from '../../../domain/code/replacement.ts'
import type { VitalList } from '../../../domain/code/vital.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, instantText } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { codeText, Loaded, Page } from '../../kit/index.ts'
import { DeadlineStrip } from './DeadlineStrip.tsx'

type Summary = Output<'home.summary'>
type WorkList = NonNullable<Summary['toPrint']>

// Work arrives from other desks; asking this often is no load on a local database.
const REFRESH_MS = 30_000
const OLD_BACKUP_MS = 2 * 86_400_000

/** The day's work: what waits for this person, with the way to it. */
export default function HomePage() {
  const user = useUser()
  const summary = useCall('home.summary', null, { refetchIntervalMs: REFRESH_MS })
  return (
    <Page title={t('home.title', '今天的工作')} subtitle={<span>{summary.data?.today} {user.displayName}</span>}>
      <DeadlineStrip />
      <Loaded of={summary}>{data => <Cards data={data} />}</Loaded>
    </Page>
  )
}

const PRENATAL_WORK = [
  { list: 'recall', title: () => t('home.prenatalRecall', '产前筛查召回、诊断逾期'), empty: () => t('home.prenatalRecallNone', '没有逾期的召回和诊断') },
  { list: 'send', title: () => t('home.prenatalSend', '筛查样本待送检'), empty: () => t('home.prenatalSendNone', '没有等待送检的样本') },
  { list: 'report', title: () => t('home.prenatalReport', '筛查样本未签收、报告超期'), empty: () => t('home.prenatalReportNone', '没有超期的样本和报告') },
  { list: 'outcome', title: () => t('home.prenatalOutcome', '筛查妊娠结局待随访'), empty: () => t('home.prenatalOutcomeNone', '没有待随访的妊娠结局') },
] as const

const INFECTION_WORK = ['proposed', 'confirm', 'follow', 'children', 'overdue'] as const
const PRECONCEPTION_WORK = ['toNotify', 'toAsk', 'early', 'outcome'] as const

const isOldBackup = (at: string | null): boolean => at === null || Date.now() - Date.parse(at) > OLD_BACKUP_MS

function Cards({ data }: { data: Summary }) {
  const mayBackup = useMay('backup.run')
  const child = (id: string): string => `/certificate/${id}`
  const referral = (id: string): string => `/referrals/${id}`
  const pregnancy = (id: string): string => `/pregnancies/${id}`
  const risk = (id: string): string => `/pregnancies/${id}?tab=risk`
  const childFile = (id: string): string => `/children/${id}`
  return (
    <div className="panel-grid">
      <Work title={t('home.askPrinted', '印好了吗?(等待回答)')} list={data.askPrinted} to={child} all="/certificate" urgent empty={t('home.askPrintedNone', '没有打印中断的证件')} />
      <Work title={t('home.toPrint', '待打印')} list={data.toPrint} to={child} all="/certificate" empty={t('home.toPrintNone', '没有等待打印的证件')} />
      <Work title={t('home.toSeal', '待盖章')} list={data.toSeal} to={child} all="/certificate" empty={t('home.toSealNone', '没有等待盖章的证件')} />
      <Work title={t('home.toHandOver', '待发放')} list={data.toHandOver} to={child} all="/certificate" empty={t('home.toHandOverNone', '没有等待领取的证件')} />
      <Work title={t('home.toRegister', '待登记(首次签发登记表)')} list={data.toRegister} to={child} all="/certificate" empty={t('home.toRegisterNone', '没有等待登记的新生儿')} />
      <Replacements />
      <Work title={t('home.referralsOverdue', '转诊逾期未回复')} list={data.referralsOverdue} to={referral} all="/referrals" urgent empty={t('home.referralsOverdueNone', '没有逾期的转诊')} />
      <Work title={t('home.referralsOpen', '转诊等待结果')} list={data.referralsOpen} to={referral} all="/referrals" empty={t('home.referralsOpenNone', '没有等待结果的转诊')} />
      <Work title={t('home.childChains', '儿童追踪(阳性、随访计划)')} list={data.childChains} to={childFile} all="/children?view=chain" urgent empty={t('home.childChainsNone', '没有需要追踪的儿童')} />
      <Work title={t('home.childrenOverdue', '儿童随访超期')} list={data.childrenOverdue} to={childFile} all="/children?view=overdue" empty={t('home.childrenOverdueNone', '没有超期的儿童随访')} />
      <Work title={t('home.eyeResults', '仪器结果待对应')} list={data.eyeResults} to={() => '/eyes/instruments'} all="/eyes/instruments" empty={t('home.eyeResultsNone', '没有等待对应的仪器结果')} />
      <Work title={t('home.maternalDue', '一周内应产检')} list={data.maternalDue} to={pregnancy} all="/pregnancies?view=visit" empty={t('home.maternalDueNone', '没有一周内应产检的孕妇')} />
      <Work title={t('home.maternalOverdue', '逾期产检')} list={data.maternalOverdue} to={pregnancy} all="/pregnancies?view=visitOverdue" urgent empty={t('home.maternalOverdueNone', '没有逾期未产检的孕妇')} />
      <Work title={t('home.maternalLate', '过期未分娩、产后逾期')} list={data.maternalLate} to={pregnancy} all="/pregnancies" urgent empty={t('home.maternalLateNone', '没有过期未分娩或产后逾期的')} />
      <Work title={t('home.riskAttention', '风险需重新评估')} list={data.riskAttention} to={risk} all="/pregnancies/risk?list=attention" urgent empty={t('home.riskAttentionNone', '没有需要重新评估的孕产妇')} />
      <Work title={t('home.riskFollowUps', '高危专案应追踪')} list={data.riskFollowUps} to={risk} all="/pregnancies/risk?list=followUp" empty={t('home.riskFollowUpsNone', '没有应追踪的专案')} />
      <Work title={t('home.riskDuties', '高危孕产妇逾期事项')} list={data.riskDuties} to={risk} all="/pregnancies/risk" urgent empty={t('home.riskDutiesNone', '没有逾期的高危孕产妇事项')} />
      <Work title={t('home.cancerOverdue', '两癌阳性追踪逾期')} list={data.cancerOverdue} to={id => `/women/cancer/${id}`} all="/women?tab=cancer&view=overdue" urgent empty={t('home.cancerOverdueNone', '没有逾期的阳性追踪')} />
      <ReportCards />
      <Infections />
      <PrenatalWork />
      <Work title={t('home.couplesToRecheck', '婚检暂缓待复查')} list={data.couplesToRecheck} to={couple => `/premarital/${couple}`} all="/women?tab=premarital&view=toRecheck" empty={t('home.couplesToRecheckNone', '没有待复查的受检者')} />
      <PreconceptionWork />
      <Work title={t('home.folicAcidDue', '叶酸待随访')} list={data.folicAcidDue} to={id => `/folic-acid/${id}`} all="/women?tab=folicAcid&view=toFollow" empty={t('home.folicAcidDueNone', '没有待随访的叶酸服用者')} />
      <WomenWork />
      <PelvicWork />
      <Work title={t('home.pelvicInvitations', '盆底:42天检查后重点邀请')} list={data.pelvicInvitations} to={() => '/pelvic?tab=invite'} all="/pelvic?tab=invite" empty={t('home.pelvicInvitationsNone', '没有需要重点邀请的产妇')} />
      {data.blanksInHand === null && data.blanksInStock === null ? null : (
        <Card title={t('home.blanks', '空白证件')} all="/stock">
          {data.blanksInHand === null ? null : <Line label={t('home.blanksInHand', '我手中')} value={t('home.sheets', '{{count}} 张', { count: countText(data.blanksInHand) })} warn={data.blanksInHand === 0} />}
          {data.blanksInStock === null ? null : <Line label={t('home.blanksInStock', '库存')} value={t('home.sheets', '{{count}} 张', { count: countText(data.blanksInStock) })} warn={data.blanksInStock === 0} />}
        </Card>
      )}
      {data.lastPackage ? (
        <Card title={t('home.package', '月度数据包')} all="/package">
          <Line label={data.lastPackage.month} warn={!data.lastPackage.sealed}
            value={data.lastPackage.sealed ? t('home.packageSealed', '已生成(第 {{seq}} 次)', { seq: data.lastPackage.seq }) : t('home.packageOpen', '还没有生成')} />
        </Card>
      ) : null}
      {mayBackup ? (
        <Card title={t('menu.backup', '备份')} all="/backup">
          <Line label={t('home.lastBackup', '上次备份')} value={instantText(data.lastBackupAt) || t('home.noBackup', '还没有备份')} warn={isOldBackup(data.lastBackupAt)} />
        </Card>
      ) : null}
    </div>
  )
}

/** 产前筛查 by itself: whose outcome is to be asked for takes longer to find than the rest of the page. */
function PrenatalWork() {
  const work = useCall('prenatal.work', null, { enabled: useMay('prenatal.write'), refetchIntervalMs: 4 * REFRESH_MS }).data
  return PRENATAL_WORK.map(({ list, title, empty }) => <Work key={list} title={title()} list={work?.[list] ?? null} to={id => `/pregnancies/${id}?tab=prenatal`} all={`/prenatal?list=${list}`} urgent={(work?.[list].overdue ?? 0) > 0} empty={empty()} />)
}

/** 盆底专科 by itself: which evaluation a course asks for is worked out from its sessions. */
function PelvicWork() {
  const work = useCall('pelvic.work', null, { enabled: useMay('pelvic.write'), refetchIntervalMs: 4 * REFRESH_MS }).data
  const to = (id: string): string => `/pelvic/${id}`
  return (
    <>
      <Work title={t('home.pelvicToday', '盆底:今天待治疗')} list={work?.today ?? null} to={to} all="/pelvic?tab=calendar" empty={t('home.pelvicTodayNone', '今天没有等待治疗的预约')} />
      <Work title={t('home.pelvicUnanswered', '盆底:过期未登记的预约')} list={work?.unanswered ?? null} to={to} all="/pelvic?tab=missed" urgent empty={t('home.pelvicUnansweredNone', '过去的预约都已登记')} />
      <Work title={t('home.pelvicEvaluation', '盆底:到期复评与随访')} list={work?.evaluation ?? null} to={to} all="/pelvic?tab=evaluation" empty={t('home.pelvicEvaluationNone', '没有到期的复评和随访')} />
    </>
  )
}

/** 换发补发 that wait for this person: for the reviewer's or director's word, for printing, or for the rest of the form. */
function Replacements() {
  const [mayRead, mayReview, mayApprove, mayReplace] = [useMay('certificate.read'), useMay('certificate.review'), useMay('certificate.approve'), useMay('certificate.replace')]
  const counts = useCall('replacement.counts', null, { enabled: mayRead && (mayReview || mayApprove || mayReplace), refetchIntervalMs: REFRESH_MS }).data
  if (!counts) return null
  const own = mayReview ? (['applied'] as const) : mayApprove ? (['reviewed'] as const) : (['draft', 'approved', 'printing', 'forwarded'] as const)
  return <Counts title={t('menu.replacement', '换发补发')} total={own.reduce((sum, state) => sum + counts[state], 0)} lines={own.map(state => ({ label: codeText(REPLACEMENT_STATE, state), count: counts[state], to: `/replacements?state=${state}` }))} />
}

/** Both report cards: a death is reported within hours and investigated within days, a defect by its quarter's day. */
function ReportCards() {
  const counts = useCall('vital.count', null, { enabled: useMay('vital.write'), refetchIntervalMs: 4 * REFRESH_MS }).data
  if (!counts) return null
  const line = (view: VitalList, label: string, urgent = false) => ({ label, count: counts[view] ?? 0, to: `/report-cards?view=${view}`, urgent })
  return <Counts title={t('menu.vital', '报告卡')} lines={[line('deaths', t('home.deaths', '孕产妇死亡待报告、调查'), true), line('defects', t('home.defects', '出生缺陷待报告')), line('overdue', t('home.cardsOverdue', '其中已逾期'), true)]} />
}

/** 艾梅乙, of those alone who are named: numbers, nobody's name. */
function Infections() {
  const counts = useCall('infection.count', null, { enabled: useMay('infection.write'), refetchIntervalMs: 4 * REFRESH_MS }).data
  if (!counts) return null
  return <Counts title={t('menu.infection', '艾梅乙')} lines={INFECTION_WORK.map(view => ({ label: codeText(INFECTION_LIST, view), count: counts[view] ?? 0, to: `/infections?view=${view}`, urgent: view === 'overdue' }))} />
}

/** 孕前优生: told, asked, followed in early pregnancy and for the outcome. */
function PreconceptionWork() {
  const counts = useCall('fertility.preconception.work', null, { enabled: useMay('women.write'), refetchIntervalMs: 4 * REFRESH_MS }).data
  if (!counts) return null
  return <Counts title={t('home.preconception', '孕前优生')} lines={PRECONCEPTION_WORK.map(view => ({ label: codeText(PRECONCEPTION_VIEW, view), count: counts[view], to: `/women?tab=preconception&view=${view}` }))} />
}

/** Visits of 更年期 and 青少年保健 that are due within the week or overdue. */
function WomenWork() {
  const counts = useCall('women.work', null, { enabled: useMay('women.write'), refetchIntervalMs: 4 * REFRESH_MS }).data
  if (!counts) return null
  return (
    <Counts title={t('home.womenVisits', '更年期、青少年随访')} lines={[
      { label: t('home.menopauseDue', '更年期应随访'), count: counts.menopause, to: '/women?tab=menopause&view=due' }, { label: t('home.adolescentDue', '青少年应随访'), count: counts.adolescent, to: '/women?tab=adolescent&view=due' },
    ]} />
  )
}

type Count = { readonly label: string; readonly count: number; readonly to: string; readonly urgent?: boolean }
/** How long some lists are, each line the way to its own; the whole card leads to the first that holds anybody. */
function Counts({ title, total, lines }: { title: string; total?: number; lines: readonly Count[] }) {
  return (
    <Card title={title} {...total === undefined ? {} : { count: total }} all={(lines.find(({ count }) => count > 0) ?? lines[0]!).to}>
      {lines.map(({ label, count, to, urgent = false }) => <div key={to} className="home-line"><Link to={to}>{label}</Link><span className={urgent && count > 0 ? 'issue is-block' : undefined}>{countText(count)}</span></div>)}
    </Card>
  )
}

function Card({ title, all, count, urgent = false, children }: { title: string; all: string; count?: number; urgent?: boolean; children: ReactNode }) {
  return (
    <section className="panel home-card">
      <div className="panel-head">
        <h2>{title} {count === undefined || count === 0 ? null : <Badge count={count} overflowCount={9999} color={urgent ? '#cf1322' : '#0958d9'} />}</h2>
        <Link to={all} aria-label={t('home.openList', '打开:{{title}}', { title })}>{t('home.open', '打开')} <RightOutlined /></Link>
      </div>
      {children}
    </section>
  )
}

function Work({ title, list, to, all, empty, urgent = false }: { title: string; list: WorkList | null; to(id: string): string; all: string; empty: string; urgent?: boolean }) {
  if (!list) return null
  return (
    <Card title={title} all={all} count={list.total} urgent={urgent && list.total > 0}>
      {list.first.length === 0 ? <div className="field-help">{empty}</div> : (
        <ul className="work-list">
          {list.first.map(item => (
            <li key={item.id}><Link to={to(item.id)}>{item.title || t('person.unnamed', '未取名')}</Link><span className="work-detail">{typeof item.detail === 'string' ? item.detail : messageText(item.detail)}</span><span className="work-since">{item.since.length > 10 ? instantText(item.since).slice(5) : item.since.slice(5)}</span></li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Line({ label, value, warn }: { label: string; value: string; warn: boolean }) {
  return <div className="home-line"><span>{label}</span><span className={warn ? 'issue is-warn' : undefined}>{value}</span></div>
}
