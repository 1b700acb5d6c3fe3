import { Button, Input } from 'antd'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { charactersOf, isHan, NAME_SEPARATOR } from '../../../domain/rule/name-character.ts'
import { t } from '../../app/i18n.ts'
import type { InputProps } from '../../kit/index.ts'

type Props = InputProps<never> & { value: unknown; onChange(value: unknown): void; issues: readonly FieldIssue[] }

const LONGEST = 50

/** The newborn's name, large, every character with its verdict; a traditional form is replaced with one click. */
export function BabyNameInput({ id, value, onChange, onLeave, status, describedBy, issues, autoFocus }: Props) {
  const name = typeof value === 'string' ? value : ''
  const characters = charactersOf(name)
  const replacements = issues.filter(issue => issue.message.key === 'newbornName.traditional').flatMap(issue => {
    const from = String(issue.message.params?.character ?? '')
    return String(issue.message.params?.forms ?? '').split('、').filter(Boolean).map(to => ({ from, to }))
  })
  const verdictOf = (character: string): 'good' | 'warn' | 'bad' => {
    if (character === NAME_SEPARATOR) return 'good'
    const own = issues.filter(issue => issue.message.params?.character === character || issue.message.params?.sign === character)
    if (own.some(issue => issue.level === 'block') || (!isHan(character) && issues.some(issue => issue.message.params?.sign === character || /^newbornName\.(space|digit|letter|sign)$/.test(issue.message.key)))) return 'bad'
    return own.length > 0 ? 'warn' : 'good'
  }
  const word = { good: t('name.good', '可用'), warn: t('name.warn', '请核对'), bad: t('name.bad', '不可用') }
  return (
    <div>
      <Input
        id={id} className="baby-name" size="large" value={name} autoComplete="off" spellCheck={false} autoFocus={autoFocus === true} {...(status ? { status } : {})} aria-describedby={describedBy} aria-required
        suffix={<span className="unit">{t('name.count', '{{count}}/{{most}} 字', { count: characters.length, most: LONGEST })}</span>}
        onChange={event => onChange(event.target.value || null)} onBlur={() => onLeave?.()}
      />
      {characters.length > 0 ? (
        <div className="name-characters" role="list" aria-label={t('name.characters', '逐字核对')}>
          {characters.map((character, index) => {
            const verdict = verdictOf(character)
            // The same character may stand twice; its place tells them apart.
            return <span key={`${index}${character}`} role="listitem" className={`name-character is-${verdict}`} title={word[verdict]} aria-label={`${character} ${word[verdict]}`}>{character === ' ' ? '␣' : character}</span>
          })}
          {replacements.map(({ from, to }) => (
            <Button key={from + to} size="small" danger onClick={() => onChange(name.replaceAll(from, to))}>{t('name.replace', '“{{from}}”改为“{{to}}”', { from, to })}</Button>
          ))}
        </div>
      ) : null}
    </div>
  )
}
