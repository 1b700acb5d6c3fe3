import { KUPPERMAN_GRADE } from '../../../domain/code/maternal-care.ts'
import type { StoredMenopauseVisit } from '../../../domain/modules/women/menopause.record.ts'
import type { MaternalRules } from '../../../domain/rule/maternal/maternal-rules.ts'
import type { ChartOption } from '../../kit/Chart.tsx'
import { codeText } from '../../kit/index.ts'

const INK = '#1f1f1f'
const LINE = '#0958d9'
const HORMONES = '#b35900'
const BANDS = ['#f6ffed', '#fffbe6', '#fff2e8', '#fff1f0'] as const
const MOST = 63

/** The score over the days of the visits on bands of the grades; a visit under hormones is a diamond. */
export function scoreOption(visits: readonly StoredMenopauseVisit[], rules: MaternalRules): ChartOption {
  const limits = [0, rules.kuppermanNormalMax + 0.5, rules.kuppermanMildMax + 0.5, rules.kuppermanModerateMax + 0.5, MOST]
  const scored = visits.filter(visit => visit.score !== null)
  return {
    animation: false, aria: { enabled: false }, textStyle: { color: INK }, grid: { left: 40, right: 56, top: 26, bottom: 30 },
    xAxis: { type: 'category', data: scored.map(visit => visit.visitDay), axisLabel: { color: INK }, axisLine: { lineStyle: { color: INK } } },
    yAxis: { type: 'value', min: 0, max: MOST, interval: 9, axisLabel: { color: INK }, splitLine: { show: false } },
    series: [{
      type: 'line', lineStyle: { color: LINE, width: 2 }, symbolSize: 11, label: { show: true, color: INK, position: 'top' },
      data: scored.map(visit => ({ value: visit.score ?? 0, symbol: visit.hormoneConsent === '1' ? 'diamond' : 'circle', itemStyle: { color: visit.hormoneConsent === '1' ? HORMONES : LINE } })),
      markArea: { silent: true, data: KUPPERMAN_GRADE.values.map((grade, index): [{ name: string; yAxis: number; itemStyle: { color: string }; label: { position: 'right'; color: string } }, { yAxis: number }] => [{ name: codeText(KUPPERMAN_GRADE, grade), yAxis: limits[index]!, itemStyle: { color: BANDS[index]! }, label: { position: 'right', color: INK } }, { yAxis: limits[index + 1]! }]) },
    }],
  }
}
