import { useMemo } from 'react'
import { POPQ_STAGE } from '../../../domain/code/pelvic.ts'
import { popqProfile, type ProfilePoint } from '../../../domain/modules/pelvic/popq-profile.ts'
import { POPQ_NAME, POPQ_POINTS, type PopqGrid } from '../../../domain/rule/pelvic/popq.ts'
import { t } from '../../app/i18n.ts'
import { codeText } from '../../kit/index.ts'
import './pelvic-assessment.css'

/** Units of the drawing for one centimetre. */
const UNIT = 20
const LABEL_AWAY = 9

/** The side view of a grid, drawn from the numbers beside it; a sentence while points are missing. */
export function PopqDrawing({ grid, stage }: { grid: PopqGrid; stage: string | null }) {
  const profile = useMemo(() => popqProfile(grid), [grid])
  if (!profile) return <p className="hint popq-drawing">{t('popqScreen.notYet', '填完 Aa、Ba、C、tvl、Ap、Bp 后画出侧面观')}</p>
  const { left, right, top, bottom, lines, points, ticks } = profile
  const x = (cm: number): number => (cm - left) * UNIT
  const y = (cm: number): number => (cm - top) * UNIT
  const path = (of: readonly ProfilePoint[]): string => of.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}`).join('')
  const said = POPQ_POINTS.flatMap(point => grid[point] === null ? [] : [`${POPQ_NAME[point]} ${grid[point]}`]).join(', ')
  return (
    <svg className="popq-drawing" viewBox={`0 0 ${(right - left) * UNIT} ${(bottom - top) * UNIT}`} role="img" aria-label={t('popqScreen.picture', 'POP-Q侧面观,{{stage}}:{{points}}', { stage: stage === null ? '—' : codeText(POPQ_STAGE, stage), points: said })}>
      {ticks.map(tick => (
        <g key={tick} className="popq-scale">
          <line x1={x(left + 1) - 4} x2={x(left + 1) + 4} y1={y(tick)} y2={y(tick)} />
          <text x={x(left + 1) - 7} y={y(tick)} textAnchor="end" dominantBaseline="central">{tick > 0 ? `+${tick}` : tick}</text>
        </g>
      ))}
      <line className="popq-scale" x1={x(left + 1)} x2={x(left + 1)} y1={y(top + 0.5)} y2={y(bottom - 0.5)} />
      {lines.map(({ line, points: of }, index) => <path key={index} className={`popq-line is-${line}`} d={path(of)} />)}
      {points.map(({ name, side, ...point }) => (
        <g key={name} className="popq-point">
          <circle cx={x(point.x)} cy={y(point.y)} r={4} />
          {side === 'apex'
            ? <text x={x(point.x)} y={y(point.y) + (point.y > 0 ? 1.8 : -1.8) * LABEL_AWAY} textAnchor="middle" dominantBaseline="central">{name}</text>
            : <text x={x(point.x) + (side === 'anterior' ? -LABEL_AWAY : LABEL_AWAY)} y={y(point.y)} textAnchor={side === 'anterior' ? 'end' : 'start'} dominantBaseline="central">{name}</text>}
        </g>
      ))}
    </svg>
  )
}
