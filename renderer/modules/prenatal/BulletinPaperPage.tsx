import { useNavigate } from 'react-router'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { Page, PaperPreview, useAddressFilters, useShortcut } from '../../kit/index.ts'

/** 月通报 as it is printed: A4 across, with the lines to sign on. */
export default function BulletinPaperPage() {
  const navigate = useNavigate()
  const { params } = useAddressFilters()
  const month = params.get('month') ?? today().slice(0, 7)
  const by = params.get('by') === 'institution' ? 'institution' : 'township'
  useShortcut(['Escape'], () => void navigate(-1))
  return (
    <Page title={t('prenatalBulletin.print', '打印月通报')} subtitle={month} back>
      <PaperPreview paper="prenatal.bulletin" input={{ month, by }} form="prenatal-bulletin" title={t('prenatalBulletin.title', '免费产前筛查月通报')} />
    </Page>
  )
}
