import { Segmented } from 'antd'
import { useNavigate } from 'react-router'
import { WOMEN_PAPERS, type WomenPaper } from '../../../domain/api/women-api.ts'
import { t } from '../../app/i18n.ts'
import { Page, PaperPreview, useAddressFilters, useShortcut } from '../../kit/index.ts'

const paperText = (what: WomenPaper): string => ({
  screening: t('womenPaper.screening', '两癌筛查个案登记表'), notice: t('womenPaper.notice', '结果告知/追踪通知'), menopause: t('womenPaper.menopause', '更年期评估单'), adolescent: t('womenPaper.adolescent', '青少年记录'),
})[what]
const OF_SCREENING = ['screening', 'notice'] as const

/** The papers of 妇女保健: what is shown is what is printed. */
export default function PaperPage() {
  const navigate = useNavigate()
  const { params, change } = useAddressFilters()
  const what = WOMEN_PAPERS.find(one => one === params.get('what')) ?? 'screening'
  const input = { what, id: params.get('id') ?? '' }
  const isOfScreening = what === 'screening' || what === 'notice'
  useShortcut(['Escape'], () => void navigate(-1))
  return (
    <Page
      title={t('womenPaper.title', '打印妇女保健表格')} subtitle={isOfScreening ? undefined : paperText(what)} back={true}
      actions={isOfScreening ? [{ key: 'other', label: t('womenPaper.other', '换一张'), shortcut: 'F6', run: () => change({ what: what === 'notice' ? 'screening' : 'notice' }) }] : []}
    >
      {isOfScreening ? <div className="child-filters"><Segmented<WomenPaper> aria-label={t('childPaper.what', '表格')} value={what} onChange={next => change({ what: next })} options={OF_SCREENING.map(one => ({ value: one, label: paperText(one) }))} /></div> : null}
      <PaperPreview key={JSON.stringify(input)} paper="women.paper" input={input} form={`women-${what}`} title={paperText(what)} />
    </Page>
  )
}
