import { useNavigate } from 'react-router'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Loaded, Page, Panel } from '../../kit/index.ts'
import { BaseTable } from './BaseTable.tsx'
import { PeriodChoice, usePeriod } from './PeriodChoice.tsx'
import { RateTable } from './RateTable.tsx'

/** Coverage of a year against its task, above 100 % too, and how many were followed. */
export default function PreconceptionFiguresPage() {
  const navigate = useNavigate()
  const mayWrite = useMay('women.write')
  const period = usePeriod()
  const figures = useCall('fertility.preconception.figures', { year: period.year }, { keepPrevious: true })
  return (
    <Page title={t('preconceptionScreen.figures', '孕前优生覆盖率与随访率')} back="/women?tab=preconception" actions={mayWrite ? [{ key: 'base', label: t('preconceptionFigures.task', '填写任务对数'), shortcut: 'F4', primary: true, run: () => void navigate('/fertility-bases/new?kind=preconception') }] : []}>
      <PeriodChoice id="preconception-year" period={period} withQuarters={false} />
      <Loaded of={figures}>
        {data => (
          <Panel>
            <RateTable
              label={t('preconceptionScreen.figures', '孕前优生覆盖率与随访率')}
              lines={[
                { key: 'coverage', title: t('preconceptionFigures.coverage', '目标人群覆盖率'), definition: t('preconceptionFigures.coverageOver', '当年接受检查的夫妇对数 ÷ 任务对数'), rate: data.coverage },
                { key: 'complete', title: t('preconceptionFigures.complete', '完成评估率'), definition: t('preconceptionFigures.completeOver', '完成风险评估的对数 ÷ 接受检查的对数'), rate: data.complete },
                { key: 'highRisk', title: t('preconceptionFigures.highRisk', '高风险检出率'), definition: t('preconceptionFigures.highRiskOver', '任一方评估为高风险的对数 ÷ 完成评估的对数'), rate: data.highRisk },
                { key: 'early', title: t('preconceptionFigures.early', '早孕随访率'), definition: t('preconceptionFigures.earlyOver', '完成早孕随访的人数 ÷ 检查后怀孕的人数'), rate: data.early },
                { key: 'outcome', title: t('preconceptionFigures.outcome', '妊娠结局随访率'), definition: t('preconceptionFigures.outcomeOver', '完成结局随访的人数 ÷ 检查后怀孕的人数'), rate: data.outcome },
              ]}
            />
          </Panel>
        )}
      </Loaded>
      <BaseTable kind="preconception" />
    </Page>
  )
}
