import { Segmented, Space } from 'antd'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, Page, PaperPreview, useAddressFilters, useShortcut } from '../../kit/index.ts'

const PAPERS = ['certificate', 'examination'] as const
type Paper = (typeof PAPERS)[number]
const paperText = (what: Paper): string => what === 'certificate' ? t('premaritalScreen.certificate', '婚前医学检查证明') : t('premaritalScreen.sheet', '婚前医学检查表')

/** 证明 and 检查表 of either of a couple; what is shown is what is printed. */
export default function PremaritalPaperPage() {
  const { coupleNumber = '' } = useParams()
  const navigate = useNavigate()
  const { params, change } = useAddressFilters()
  const opened = useCall('fertility.premarital.couple', { coupleNumber }, { staleTimeMs: 30_000 })
  const what = PAPERS.find(one => one === params.get('what')) ?? 'certificate'
  const back = `/premarital/${coupleNumber}`
  useShortcut(['Escape'], () => void navigate(back))
  return (
    <Page title={t('premaritalScreen.print', '打印婚检表格')} subtitle={coupleNumber} back={back}>
      <Loaded of={opened}>{couple => <Papers couple={couple} what={what} id={params.get('id')} change={change} />}</Loaded>
    </Page>
  )
}

function Papers({ couple: { man, woman }, what, id, change }: { couple: Output<'fertility.premarital.couple'>; what: Paper; id: string | null; change(next: Record<string, string | null>): void }) {
  const sheets = [man, woman].flatMap(({ person, sheet }) => sheet ? [{ value: sheet.id, label: person.name ?? sheet.number, isReady: sheet.certificateDay !== null }] : [])
  const chosen = sheets.find(one => one.value === id) ?? sheets[0]
  if (!chosen) return null
  return (
    <>
      <Space wrap className="filters">
        <Segmented<Paper> aria-label={t('premaritalScreen.papers', '表格')} value={what} onChange={next => change({ what: next })} options={PAPERS.map(one => ({ value: one, label: paperText(one) }))} />
        {sheets.length > 1 ? <Segmented aria-label={t('premaritalScreen.person', '受检者')} value={chosen.value} onChange={next => change({ id: String(next) })} options={sheets} /> : null}
      </Space>
      {what === 'certificate' && !chosen.isReady ? <p className="hint">{t('premaritalScreen.notReady', '还不能打印证明:请在检查表中填写医学意见、主检医师和出具证明日期')}</p>
        : <PaperPreview key={`${what}:${chosen.value}`} paper="fertility.paper" input={{ what, id: chosen.value }} form={what === 'certificate' ? 'premarital-certificate' : 'premarital-sheet'} title={paperText(what)} />}
    </>
  )
}
