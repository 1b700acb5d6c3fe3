import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import type { CodeTable } from '../../../domain/code/code-table.ts'
import { PREMARITAL_DISEASE, PREMARITAL_OPINION } from '../../../domain/code/fertility.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, Loaded, Page, Panel } from '../../kit/index.ts'
import { BaseTable } from './BaseTable.tsx'
import { PeriodChoice, usePeriod } from './PeriodChoice.tsx'
import { RateTable } from './RateTable.tsx'
import './fertility.css'

type Figures = Output<'fertility.premarital.figures'>

/** 婚检率 of a year or a quarter, men and women apart, what was found, and the registrants others told us. */
export default function PremaritalFiguresPage() {
  const navigate = useNavigate()
  const mayWrite = useMay('women.write')
  const period = usePeriod()
  const figures = useCall('fertility.premarital.figures', { firstDay: period.firstDay, lastDay: period.lastDay }, { keepPrevious: true })
  const over = t('premaritalFigures.over', '接受婚前医学检查的人数 ÷ 结婚登记人数(初婚和再婚)')
  return (
    <Page title={t('premaritalScreen.figures', '婚检率与检出情况')} back="/women?tab=premarital" actions={mayWrite ? [{ key: 'base', label: t('premaritalFigures.registrants', '填写结婚登记人数'), shortcut: 'F4', primary: true, run: () => void navigate('/fertility-bases/new?kind=marriage') }] : []}>
      <PeriodChoice id="premarital-year" period={period} />
      <Loaded of={figures}>
        {data => (
          <>
            {data.missingMonths.length > 0 ? <div className="hint" role="status">{t('premaritalFigures.missing', '没有填写结婚登记人数的月份:{{months}};分母不含这些月份', { months: data.missingMonths.join('、') })}</div> : null}
            <Panel>
              <RateTable
                label={t('premaritalScreen.figures', '婚检率与检出情况')}
                lines={[
                  { key: 'rate', title: t('premaritalFigures.rate', '婚检率'), definition: over, rate: data.rate }, { key: 'men', title: t('premaritalFigures.men', '婚检率(男)'), definition: over, rate: data.men }, { key: 'women', title: t('premaritalFigures.women', '婚检率(女)'), definition: over, rate: data.women },
                  { key: 'counselling', title: t('premaritalFigures.counselling', '婚前卫生咨询率'), definition: t('premaritalFigures.counsellingOver', '接受婚前卫生咨询的人数 ÷ 结婚登记人数'), rate: data.counselling },
                  { key: 'detection', title: t('premaritalFigures.detection', '婚检疾病检出率'), definition: t('premaritalFigures.detectionOver', '检出疾病的人数(一人多病计1人)÷ 受检人数'), rate: data.detection },
                ]}
              />
            </Panel>
            <div className="fertility-two">
              <Counts title={t('premaritalFigures.diseases', '检出疾病类别(人次)')} table={PREMARITAL_DISEASE} lines={data.diseases} />
              <Counts title={t('premaritalFigures.opinions', '医学意见(人)')} table={PREMARITAL_OPINION} lines={data.opinions} />
            </div>
          </>
        )}
      </Loaded>
      <BaseTable kind="marriage" />
    </Page>
  )
}

function Counts({ title, table, lines }: { title: string; table: CodeTable; lines: Figures['diseases'] }) {
  return (
    <Panel title={title}>
      <table className="statistics-table" aria-label={title}>
        <thead><tr>{[t('premaritalFigures.item', '项目'), t('premaritalFigures.manShort', '男'), t('premaritalFigures.womanShort', '女'), t('premaritalFigures.sum', '合计')].map(head => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>{lines.map(({ code, men, women }) => <tr key={code}><th scope="row">{codeText(table, code)}</th><td className="number">{men}</td><td className="number">{women}</td><td className="number">{men + women}</td></tr>)}</tbody>
      </table>
    </Panel>
  )
}
