import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import type { InfectionBehind } from '../../../domain/api/infection-api.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { t } from '../../app/i18n.ts'
import { useShortcut } from '../../kit/index.ts'
import { stageText } from './words.tsx'
import '../../kit/child-head.css'

/** Who a case is about: code and initials. Her name is asked for apart, which leaves a line in the audit. */
export function BehindLine({ caseId, number, behind }: { caseId: string | null; number: string | null; behind: InfectionBehind }) {
  const navigate = useNavigate()
  const [shown, setShown] = useState<Output<'infection.reveal'> | null>(null)
  async function turn(): Promise<void> {
    if (shown || !caseId) { setShown(null); return }
    try {
      setShown(await call('infection.reveal', { caseId }))
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  useShortcut(['F8'], () => void turn(), { enabled: caseId !== null })
  return (
    <section className="panel child-head" aria-label={t('infectionScreen.behind', '个案对象')}>
      <div className="person-head">
        <span className="person-head-name">{number ?? t('infectionScreen.noNumber', '未编号')}</span>
        <span>{t('infectionScreen.initials', '姓名首字母 {{initials}}', { initials: behind.initials })}</span>
        {behind.ageYears === null ? null : <span>{t('infectionScreen.age', '{{years}} 岁', { years: behind.ageYears })}</span>}
        <span>{stageText(behind)}</span>
        {caseId ? <Button size="small" onClick={() => void turn()}>{shown ? t('infectionScreen.hideName', '隐藏姓名') : t('infectionScreen.showName', '显示姓名和电话')} <kbd>F8</kbd></Button> : null}
        {shown ? <span role="status">{[shown.name, shown.phone, shown.address].filter(Boolean).join(' · ')}</span> : null}
        {shown ? <Button size="small" type="link" onClick={() => void navigate(`/pregnancies/${shown.pregnancyId}`)}>{t('infectionScreen.toPregnancy', '孕产妇档案')}</Button> : null}
      </div>
    </section>
  )
}
