import { Segmented, Select, Space } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { INFECTION_PAPERS } from '../../../domain/api/infection-api.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, Page, PaperPreview, useAddressFilters, useShortcut } from '../../kit/index.ts'
import { BehindLine } from './BehindLine.tsx'

type Paper = (typeof INFECTION_PAPERS)[number]

/** The sheet of a case and the slip for a child's next test. */
export default function PaperPage() {
  const { caseId = '' } = useParams()
  const navigate = useNavigate()
  const { params, change } = useAddressFilters()
  const opened = useCall('infection.open', { caseId }, { staleTimeMs: 30_000 })
  const what: Paper = INFECTION_PAPERS.find(one => one === params.get('what')) ?? 'case'
  const titles: Readonly<Record<Paper, string>> = { case: t('infectionScreen.paper.case', '随访登记表'), slip: t('infectionScreen.paper.slip', '检查通知单') }
  useShortcut(['Escape'], () => void navigate(`/infections/${caseId}`))
  return (
    <Page title={t('infectionScreen.print', '打印')} back={`/infections/${caseId}`}>
      <Loaded of={opened}>
        {({ case: row, behind, children }) => {
          const childId = (children.find(({ child }) => child.id === params.get('child')) ?? children[0])?.child.id
          const input = { caseId, what, ...(what === 'slip' && childId ? { childId } : {}) }
          return (
            <>
              <BehindLine caseId={caseId} number={row.number} behind={behind} />
              <Space wrap className="filters">
                <Segmented<Paper> aria-label={t('childPaper.what', '表格')} value={what} onChange={next => change({ what: next })} options={INFECTION_PAPERS.map(value => ({ value, label: titles[value] }))} />
                {what === 'slip' && children.length > 1 ? <Select aria-label={t('infectionScreen.child', '儿童')} className="list-input" value={childId ?? null} onChange={next => change({ child: next })} options={children.map(({ child }) => ({ value: child.id, label: t('infectionScreen.childNo', '儿童 {{order}}', { order: child.birthOrder }) }))} /> : null}
              </Space>
              {what === 'slip' && !childId ? <p className="hint">{t('infectionScreen.noChild', '还没有登记暴露儿童;分娩后按 F6 登记')}</p> : <PaperPreview key={JSON.stringify(input)} paper="infection.paper" input={input} form={what === 'slip' ? 'infection-slip' : 'infection-case'} title={titles[what]} />}
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}
