import { useNavigate } from 'react-router'
import { PELVIC_CONSENT_KIND } from '../../../domain/code/pelvic-care.ts'
import { t } from '../../app/i18n.ts'
import { Page, PaperPreview, useAddressFilters, useShortcut } from '../../kit/index.ts'

/** 知情同意书 as it is printed: signed (`?id=` of the consent), or to be signed by hand (`?id=` of the file and `&kind=`). */
export default function ConsentPaperPage() {
  const navigate = useNavigate()
  const { params } = useAddressFilters()
  const kind = PELVIC_CONSENT_KIND.values.find(one => one === params.get('kind'))
  useShortcut(['Escape'], () => void navigate(-1))
  return (
    <Page title={t('pelvicConsent.paper', '打印盆底知情同意书')} back={true}>
      <PaperPreview paper="pelvic.consentPaper" input={{ id: params.get('id') ?? '', ...(kind ? { kind } : {}) }} form="pelvic-consent" title={t('pelvicConsent.paper', '打印盆底知情同意书')} />
    </Page>
  )
}
