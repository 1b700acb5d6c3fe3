import { Select } from 'antd'
import { useState } from 'react'
import type { AnnualList } from '../../../domain/api/annual-api.ts'
import type { Output } from '../../../domain/api/api.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { LabelledInput, Loaded, Page, Panel } from '../../kit/index.ts'
import { CellList } from './CellList.tsx'
import './annual.css'

type Rates = Output<'annual.rates'>
type Period = Rates['year']

const percentText = (rate: number | null): string => rate === null ? '–' : `${rate}%`

/** Void rate against its limit, exchange rate, issue rate: per month and for the year; every number opens its list. */
export default function RatesPage() {
  const thisYear = Number(today().slice(0, 4))
  const [year, setYear] = useState(thisYear)
  const [list, setList] = useState<{ period: string; what: AnnualList; title: string } | null>(null)
  const rates = useCall('annual.rates', { year }, { keepPrevious: true })
  const columns: { what: AnnualList; title: string; value(of: Period): number }[] = [
    { what: 'issued', title: t('rates.issued', '签发'), value: of => of.issued }, { what: 'exchanged', title: t('rates.exchanged', '其中换发'), value: of => of.exchanged }, { what: 'reissued', title: t('rates.reissued', '其中补发'), value: of => of.reissued },
    { what: 'voidSubtotal', title: t('rates.void', '废证'), value: of => of.void }, { what: 'liveBirths', title: t('rates.liveBirths', '机构内活产'), value: of => of.liveBirths },
    { what: 'withoutCertificate', title: t('rates.without', '尚无证明'), value: of => of.liveBirths - of.withCertificate },
  ]
  return (
    <Page title={t('annual.rates', '作废率、换发率、签发率')} back="/annual">
      <div className="filters">
        <LabelledInput id="rates-year" label={t('annual.year', '年度')}>
          <Select<number> id="rates-year" className="list-input" value={year} options={Array.from({ length: 10 }, (_, back) => ({ value: thisYear - back, label: String(thisYear - back) }))} onChange={setYear} />
        </LabelledInput>
      </div>
      <Loaded of={rates}>
        {({ months, year: whole, limits }) => (
          <Panel>
            <table className="annual-table rates-table" aria-label={t('annual.rates', '作废率、换发率、签发率')}>
              <thead><tr><th>{t('rates.period', '期间')}</th>{columns.map(column => <th key={column.what}>{column.title}</th>)}<th>{t('rates.voidRate', '作废率')}</th><th>{t('rates.exchangeRate', '换发率')}</th><th>{t('rates.issueRate', '签发率')}</th></tr></thead>
              <tbody>
                {[...months, whole].map(period => (
                  <tr key={period.period} className={period === whole ? 'annual-sum' : undefined}>
                    <th scope="row">{period === whole ? t('rates.wholeYear', '全年') : period.period}</th>
                    {columns.map(({ what, title, value }) => (
                      <td key={what}><button type="button" className="link-button" aria-label={`${period.period} ${title} ${value(period)}`} onClick={() => setList({ period: period.period, what, title: `${period.period} · ${title}` })}>{countText(value(period))}</button></td>
                    ))}
                    <td className={period === whole && period.voidRate !== null && period.voidRate > limits.voidRatePercent ? 'is-wrong' : undefined}>{percentText(period.voidRate)}</td>
                    <td className={period.exchangeRate ? 'is-wrong' : undefined}>{percentText(period.exchangeRate)}</td>
                    <td>{percentText(period.issueRate)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <div className="annual-notes">
              <p>{t('rates.voidNote', '作废率 = 废证 ÷(签发 + 废证),全年超过 {{limit}}% 须整改。依据:{{source}}', { limit: limits.voidRatePercent, source: limits.voidRateSource })}</p>
              <p>{t('rates.exchangeNote', '换发率 = 换发 ÷ 签发,河南要求原则上为 0。')}</p>
              <p>{t('rates.issueNote', '签发率 = 当期机构内活产中已有证明的 ÷ 当期机构内活产。')}</p>
            </div>
          </Panel>
        )}
      </Loaded>
      {list ? <CellList {...list} onClose={() => setList(null)} /> : null}
    </Page>
  )
}
