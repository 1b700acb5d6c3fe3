import { Tag } from 'antd'
import type { Rate } from '../../../domain/api/fertility-people.ts'
import { countText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { percentText } from '../../kit/index.ts'

export type RateLine = { readonly key: string; readonly title: string; readonly definition: string; readonly rate: Rate }

/** Rates with what they are counted over and their targets; above 100 % is a true answer, shown and marked. */
export function RateTable({ label, lines }: { label: string; lines: readonly RateLine[] }) {
  return (
    <table className="statistics-table" aria-label={label}>
      <thead><tr>{[t('rateTable.figure', '指标'), t('rateTable.numerator', '分子'), t('rateTable.denominator', '分母'), t('rateTable.rate', '比率'), t('rateTable.target', '目标'), t('rateTable.definition', '口径')].map(title => <th key={title} scope="col">{title}</th>)}</tr></thead>
      <tbody>
        {lines.map(({ key, title, definition, rate: { numerator, denominator, percent, target } }) => (
          <tr key={key}>
            <th scope="row">{title}</th>
            <td className="number">{countText(numerator)}</td>
            <td className="number">{countText(denominator)}</td>
            <td className="number">{percentText(percent)} {percent !== null && percent > 100 ? <Tag color="blue">{t('rateTable.over', '超过100%')}</Tag> : percent !== null && target !== null && percent < target ? <Tag color="warning">{t('rateTable.below', '未达目标')}</Tag> : null}</td>
            <td className="number">{target === null ? '—' : `≥ ${target}%`}</td>
            <td className="definition">{definition}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
