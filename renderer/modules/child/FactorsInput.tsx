import { Checkbox, Tag } from 'antd'
import { RISK_LEVEL, RISK_PERIOD } from '../../../domain/code/child-high-risk.ts'
import type { RiskFactorLine } from '../../../domain/rule/child/high-risk-factors.ts'
import { t } from '../../app/i18n.ts'
import { codeText, type InputProps } from '../../kit/index.ts'

type Props = InputProps<string> & { factors: readonly RiskFactorLine[]; found: readonly string[] }

/** 高危因素 of the hospital's own list, by period; what the records show is marked, the doctor ticks. */
export function FactorsInput({ id, value, onChange, onLeave, disabled, factors, found }: Props) {
  const chosen = value ? value.split(',') : []
  const toggle = (code: string): void => {
    const next = chosen.includes(code) ? chosen.filter(one => one !== code) : [...factors.map(line => line.code).filter(one => chosen.includes(one) || one === code), ...chosen.filter(one => !factors.some(line => line.code === one))]
    onChange(next.length > 0 ? next.join(',') : null)
  }
  return (
    <div id={id} role="group" aria-labelledby={`${id}-label`} className="factors-input" onBlur={onLeave}>
      {RISK_PERIOD.values.map(period => {
        const lines = factors.filter(line => line.period === period)
        return lines.length === 0 ? null : (
          <div key={period} className="factors-period">
            <b>{codeText(RISK_PERIOD, period)}</b>
            {lines.map(line => (
              <Checkbox key={line.code} checked={chosen.includes(line.code)} disabled={disabled ?? false} onChange={() => toggle(line.code)}>
                <span title={codeText(RISK_LEVEL, line.level)}>{line.name}</span>{found.includes(line.code) ? <Tag color="processing">{t('childCase.found', '记录提示')}</Tag> : null}
              </Checkbox>
            ))}
          </div>
        )
      })}
    </div>
  )
}
