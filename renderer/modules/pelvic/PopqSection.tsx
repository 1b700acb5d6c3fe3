import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { PelvicAssessment } from '../../../domain/modules/pelvic/assessment.record.ts'
import { gridOf } from '../../../domain/modules/pelvic/assessment-found.ts'
import { POPQ_POINTS } from '../../../domain/rule/pelvic/popq.ts'
import { t } from '../../app/i18n.ts'
import { Field, type FormStore, useFieldValue } from '../../kit/index.ts'
import { PopqDrawing } from './PopqDrawing.tsx'

/** POP-Q as its 3×3 grid, typed row by row with Enter, and the side view that follows from it. */
export function PopqSection({ store, stage }: { store: FormStore; stage: string | null }) {
  const hasNoCervix = useFieldValue(store, 'hasNoCervix') === true
  // Where there is no cervix there is no fornix either.
  useEffect(() => { if (hasNoCervix && store.get('dCm') !== null) store.set('dCm', null) }, [hasNoCervix, store])
  const text = useSyncExternalStore(store.subscribeValues, () => POPQ_POINTS.map(point => store.get(point) ?? '').join())
  const grid = useMemo(() => gridOf(Object.fromEntries(POPQ_POINTS.map((point, index) => { const part = text.split(',')[index] ?? ''; return [point, part === '' ? null : Number(part)] })) as Partial<PelvicAssessment>), [text])
  return (
    <div className="popq-section">
      <div>
        <Field name="hasNoCervix" />
        <div className="popq-grid" role="group" aria-label={t('popqScreen.grid', 'POP-Q 九宫格')}>{POPQ_POINTS.map(point => <Field key={point} name={point} span={1} disabled={point === 'dCm' && hasNoCervix} />)}</div>
        <p className="hint">{t('popqScreen.sign', '单位 cm;处女膜缘内为负,缘外为正。除 tvl 外均在最大屏气用力时测量。Enter 按格子次序到下一格。')}</p>
      </div>
      <PopqDrawing grid={grid} stage={stage} />
    </div>
  )
}
