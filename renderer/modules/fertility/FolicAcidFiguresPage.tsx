import { MATERNAL_FIGURE } from '../../../domain/rule/maternal/indicators.ts'
import { useCall } from '../../api/useCall.ts'
import { messageText, t } from '../../app/i18n.ts'
import { Loaded, Page, Panel } from '../../kit/index.ts'
import { PeriodChoice, usePeriod } from './PeriodChoice.tsx'
import { RateTable } from './RateTable.tsx'

const FIGURES = [['use', 'folicAcidUse'], ['compliance', 'folicAcidCompliance']] as const

/** 服用率 and 依从率 of a year or a quarter (M-30). */
export default function FolicAcidFiguresPage() {
  const period = usePeriod()
  const figures = useCall('fertility.folicAcid.figures', { firstDay: period.firstDay, lastDay: period.lastDay }, { keepPrevious: true })
  return (
    <Page title={t('folicAcidScreen.figures', '叶酸服用率与依从率')} back="/women?tab=folicAcid">
      <PeriodChoice id="folic-acid-year" period={period} />
      <Loaded of={figures}>
        {data => (
          <Panel>
            <RateTable label={t('folicAcidScreen.figures', '叶酸服用率与依从率')} lines={FIGURES.map(([key, id]) => ({ key, title: messageText(MATERNAL_FIGURE[id].title), definition: `${messageText(MATERNAL_FIGURE[id].numerator)} ÷ ${messageText(MATERNAL_FIGURE[id].denominator)}`, rate: data[key] }))} />
            <p className="hint">{t('folicAcidFigures.note', '新增应服用人数是本期登记的人数,其中填写了开始服用日期的计为新增服用;依从率按实服天数与应服天数之比判定。')}</p>
          </Panel>
        )}
      </Loaded>
    </Page>
  )
}
