import { useParams } from 'react-router'
import { t } from '../../app/i18n.ts'
import { Page, PaperPreview } from '../../kit/index.ts'

/** The entrance form or the death card as it will lie on the table. */
export default function SheetPage() {
  const { fileId = '', examId, cardId } = useParams()
  const what = cardId ? 'deathCard' as const : 'entrance' as const
  const asked = { what, id: cardId ?? examId ?? '' }
  const title = what === 'deathCard' ? t('child.deathCard.title', '5岁以下儿童死亡报告卡') : t('entrance.form', '儿童入园(所)健康检查表')
  return (
    <Page title={title} back={what === 'deathCard' ? `/children/${fileId}/death-card` : `/children/${fileId}/entrance/${asked.id}`}>
      <PaperPreview paper="child.sheet" input={asked} form={what === 'deathCard' ? 'death-card' : 'entrance-form'} title={title} />
    </Page>
  )
}
