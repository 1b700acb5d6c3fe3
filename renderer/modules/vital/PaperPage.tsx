import { useNavigate, useSearchParams } from 'react-router'
import { t } from '../../app/i18n.ts'
import { Page, PaperPreview, useShortcut } from '../../kit/index.ts'
import { cardPath } from './words.ts'

/** A card as it will lie on the table. */
export default function PaperPage() {
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const what = params.get('what') === 'death' ? 'death' as const : 'defect' as const
  const id = params.get('id') ?? ''
  const back = cardPath(what, id)
  const title = what === 'death' ? t('vital.maternalDeath.title', '孕产妇死亡报告卡') : t('vital.birthDefect.title', '出生缺陷报告卡')
  useShortcut(['Escape'], () => void navigate(back))
  return <Page title={t('vitalScreen.print', '打印报告卡')} subtitle={title} back={back}><PaperPreview paper="vital.paper" input={{ what, id }} form={what === 'death' ? 'maternal-death' : 'birth-defect'} title={title} /></Page>
}
