import { Segmented, Select, Switch } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { MATERNAL_PAPERS, type MaternalPaper } from '../../../domain/api/maternal-paper-api.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, Page, PaperPreview, PregnancyHeadLine, useAddressFilters, useShortcut } from '../../kit/index.ts'
import type { MaternalFile } from './maternal-text.ts'
import './maternal.css'

function paperText(what: MaternalPaper): string {
  switch (what) {
    case 'booking': return t('maternalPaper.booking', '建册登记表')
    case 'first': return t('maternalPaper.first', '第1次产前检查')
    case 'visits': return t('maternalPaper.visits', '第2~5次产前随访')
    case 'postpartumVisit': return t('maternalCare.postpartumVisit', '产后访视')
    case 'postpartumCheck': return t('maternalCare.postpartumCheck', '产后42天检查')
  }
}
/** Where the settings of the printer know the form by. */
const FORM: Readonly<Record<MaternalPaper, string>> = { booking: 'maternal-booking', first: 'maternal-first', visits: 'maternal-visits', postpartumVisit: 'maternal-postpartum-visit', postpartumCheck: 'maternal-postpartum-check' }
/** Of which row a paper may be, the newest first. */
const choicesOf = (what: MaternalPaper, { postpartumVisits, postpartumChecks }: MaternalFile) =>
  (what === 'postpartumVisit' ? postpartumVisits : what === 'postpartumCheck' ? postpartumChecks : []).toReversed().map(({ id, visitDay }) => ({ value: id, label: visitDay }))

/** The papers of a pregnancy; what is shown is what is printed, filled in or to be filled in by hand. */
export default function PaperPage() {
  const { pregnancyId = '' } = useParams()
  const { params, change } = useAddressFilters()
  const navigate = useNavigate()
  const file = useCall('maternal.file', { pregnancyId }, { staleTimeMs: 30_000 })
  const what = MATERNAL_PAPERS.find(one => one === params.get('what')) ?? 'booking'
  const back = `/pregnancies/${pregnancyId}`
  useShortcut(['Escape'], () => void navigate(back))
  return (
    <Page title={t('maternalPaper.title', '打印孕产保健表单')} back={back}>
      <Loaded of={file}>
        {data => {
          const choices = choicesOf(what, data)
          const id = (choices.find(one => one.value === params.get('id')) ?? choices[0])?.value
          const isEmpty = params.get('empty') === '1'
          const input = { pregnancyId, what, ...(id && !isEmpty ? { id } : {}), ...(isEmpty ? { isEmpty } : {}) }
          return (
            <>
              <PregnancyHeadLine head={data.head} />
              <div className="maternal-papers">
                <Segmented<MaternalPaper> aria-label={t('childPaper.what', '表格')} value={what} onChange={next => change({ what: next, id: null, empty: null })} options={MATERNAL_PAPERS.map(one => ({ value: one, label: paperText(one) }))} />
                {choices.length > 1 && !isEmpty ? <Select aria-label={t('eyePaper.of', '打印哪一份')} className="list-input" value={id ?? null} onChange={next => change({ id: next })} options={choices} /> : null}
                {what === 'booking' ? null : <label className="maternal-empty"><Switch size="small" checked={isEmpty} onChange={next => change({ empty: next ? '1' : null })} /> {t('maternalPaper.empty', '空白表,手工填写')}</label>}
              </div>
              <PaperPreview key={JSON.stringify(input)} paper="maternal.paper" input={input} form={FORM[what]} title={paperText(what)} />
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}
