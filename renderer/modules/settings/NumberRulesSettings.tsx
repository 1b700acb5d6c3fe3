import type { SettingKey } from '../../../domain/settings/settings.ts'
import type { NumberRules, NumberRuleValues } from '../../../domain/rule/number-rules.ts'
import { t } from '../../app/i18n.ts'
import { FieldGrid, Issues, NumberInput, RadioInput } from '../../kit/index.ts'
import { SettingForm } from './SettingForm.tsx'

const UNITS: Readonly<Record<string, () => string>> = {
  day: () => t('unit.day', '天'), month: () => t('unit.month', '月'), hour: () => t('unit.hour', '小时'), 'g/L': () => 'g/L', '%/1000m': () => '%/1000m', '℃': () => '℃', '/min': () => t('unit.perMinute', '次/分'), '%': () => '%',
  point: () => t('unit.point', '分'), count: () => t('unit.times', '次'), 'nmol/L': () => 'nmol/L', week: () => t('unit.week', '周'), g: () => t('unit.grams', '克'),
  D: () => 'D', mm: () => 'mm', tenth: () => '×0.1', hundredth: () => '×0.01', line: () => t('unit.line', '行'), denominator: () => '1/n', mom: () => 'MoM', year: () => t('unit.years', '岁'), fetus: () => t('unit.fetus', '胎'), kgPerM2: () => 'kg/m²', percent: () => '%', percentPoint: () => t('unit.percentPoint', '百分点'), score: () => '', fL: () => 'fL', pg: () => 'pg',
  workingDay: () => t('unit.workingDay', '工作日'), celsius: () => '℃', attempt: () => t('unit.times', '次'), cm: () => 'cm', years: () => t('unit.yearCount', '年'),
  uV: () => 'µV', cm2: () => 'cm²', second: () => 's', session: () => t('unit.times', '次'), scheme: () => '',
  minute: () => t('unit.minutes', '分钟'), bottle: () => t('unit.bottles', '瓶'), mg: () => 'mg', iuPerMl: () => 'IU/mL', perHundredThousand: () => t('unit.perHundredThousand', '1/10万'),
}
/** Whether the number was read in a source. */
export const markText = (mark: 'S' | 'K'): string => mark === 'S' ? t('ruleMark.source', '有出处') : t('ruleMark.unverified', '未核实')

/** Every number of a clinic with its source; what was not read in a text is marked, and a hospital may change it. */
export function NumberRulesSettings<Id extends string>({ settingKey, prefix, rules, note }: { settingKey: SettingKey; prefix: string; rules: NumberRules<Id>; note: string }) {
  const { rules: all, ids, isShipped } = rules as unknown as NumberRules<string>
  return (
    <SettingForm settingKey={settingKey} note={note}>
      {({ value, set, issues }) => (
        <FieldGrid columns={3}>
          {ids.map(id => {
            const rule = all[id]!
            const values = value as NumberRuleValues<string>
            const change = (next: number): void => set({ [id]: next } as Partial<typeof value>)
            return (
              <div key={id} className="field" style={{ gridColumn: 'span 4' }}>
                <label className="field-label" htmlFor={`rule-${id}`} id={`rule-${id}-label`}>{t(`${prefix}.${id}.title`, rule.title)}</label>
                {rule.unit === 'yesNo'
                  ? <RadioInput id={`rule-${id}`} required value={String(values[id])} onChange={next => { if (next !== null) change(Number(next)) }} choices={[{ value: '1', label: t('field.yes', '是') }, { value: '0', label: t('field.no', '否') }]} />
                  : <NumberInput id={`rule-${id}`} value={values[id] ?? null} decimals={decimalsOf(rule.step)} unit={UNITS[rule.unit]?.() ?? rule.unit} onChange={next => { if (next !== null) change(next) }} />}
                <Issues issues={issues(id)} />
                <div className={isShipped(values, id) ? 'rule-source' : 'rule-source is-changed'}>
                  {markText(rule.mark)} — {t(`${prefix}.${id}.source`, rule.source)}{isShipped(values, id) ? '' : t('childRules.changed', ';本院已修改(原为 {{value}})', { value: rule.value })}
                </div>
              </div>
            )
          })}
        </FieldGrid>
      )}
    </SettingForm>
  )
}
const decimalsOf = (step = 1): number => step === 1 ? 0 : String(step).length - 2
