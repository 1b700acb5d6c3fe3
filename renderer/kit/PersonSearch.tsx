import { Input, type InputRef } from 'antd'
import { SearchOutlined } from '@ant-design/icons'
import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react'
import type { PersonHit } from '../../domain/api/people-api.ts'
import { SEX } from '../../domain/code/sex.ts'
import { call, CallFailure } from '../api/client.ts'
import { showFailure } from '../api/failure.ts'
import { ageText } from '../app/format.ts'
import { t } from '../app/i18n.ts'
import { codeText } from './labels.ts'

// Long enough that a fast typist asks once per word, short enough to feel immediate.
const DEBOUNCE_MS = 60

const FOUND_BY: Readonly<Record<PersonHit['foundBy'], () => string>> = {
  name: () => t('search.byName', '姓名'), givenName: () => t('search.byGivenName', '名'), pinyin: () => t('search.byPinyin', '拼音'), initials: () => t('search.byInitials', '首字母'),
  idNumber: () => t('search.byIdNumber', '证件号'), idTail: () => t('search.byIdTail', '证件尾号'), phone: () => t('search.byPhone', '电话'), phoneTail: () => t('search.byPhoneTail', '电话尾号'),
  handbook: () => t('search.byHandbook', '手册号'), certificate: () => t('search.byCertificate', '出生证编号'), admission: () => t('search.byAdmission', '住院号'),
}

/** The name of a person as it is shown; a child without a name is named after its mother. */
export function personName(hit: Pick<PersonHit, 'name' | 'motherName'>): string {
  if (hit.name) return hit.name
  return hit.motherName ? t('person.childOf', '{{mother}}之子/女(未取名)', { mother: hit.motherName }) : t('person.unnamed', '未取名')
}

/** One line of everything that tells persons of the same name apart. */
export function PersonLine({ hit, whyFound = false }: { hit: PersonHit; whyFound?: boolean }) {
  return (
    <span className="person-line">
      <span className="person-name">{personName(hit)}</span>
      <span>{codeText(SEX, hit.sex)}</span>
      <span>{[hit.birthDay, ageText(hit.birthDay)].filter(Boolean).join(' ')}</span>
      <span>{hit.idNumber ?? t('person.noDocument', '无证件号')}</span>
      <span>{hit.phone ?? ''}</span>
      {hit.name && hit.motherName ? <span>{t('person.motherIs', '母亲:{{mother}}', { mother: hit.motherName })}</span> : null}
      {whyFound ? <span className="found-by">{FOUND_BY[hit.foundBy]()}</span> : null}
    </span>
  )
}

type Props = {
  id: string
  onChoose(hit: PersonHit): void
  placeholder?: string
  autoFocus?: boolean
  disabled?: boolean
  /** Offered at the end of the list: registering a new person with what was typed. */
  onCreate?: ((typed: string) => void) | undefined
  inputRef?: Ref<InputRef>
  label?: string
  suffix?: ReactNode
  status?: 'error' | 'warning' | undefined
  describedBy?: string | undefined
  onLeave?: (() => void) | undefined
}

/** The one search box for people: answers while typing, arrows and Enter choose, old answers never overtake new ones. */
export function PersonSearch(props: Props) {
  const { id, onChoose, onCreate } = props
  const [typed, setTyped] = useState('')
  const [hits, setHits] = useState<readonly PersonHit[] | null>(null)
  const [hitsOf, setHitsOf] = useState('')
  const [active, setActive] = useState(0)
  const [open, setOpen] = useState(false)
  const composing = useRef(false)
  const asked = useRef(0)
  const answered = useRef(0)
  // Enter pressed before the answer came: it opens the only hit, and never one of an older text.
  const enterWaitsFor = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  function ask(text: string): void {
    clearTimeout(timer.current)
    const number = ++asked.current
    if (text.trim() === '') { setHits(null); setOpen(false); return }
    timer.current = setTimeout(() => {
      call('person.search', { text: text.trim().slice(0, 60), limit: 12 }).then(found => {
        if (number !== asked.current) return
        answered.current = number
        const [only] = found
        if (enterWaitsFor.current === number && only && found.length === 1) { leave(); onChoose(only); return }
        setHits(found)
        setHitsOf(text)
        setActive(0)
        setOpen(true)
      }, (error: unknown) => {
        if (!(error instanceof CallFailure)) throw error
        showFailure(error)
      })
    }, DEBOUNCE_MS)
  }
  function leave(): void {
    clearTimeout(timer.current)
    answered.current = ++asked.current
    setOpen(false)
    setHits(null)
    setTyped('')
  }
  const choices = (hits?.length ?? 0) + (onCreate && hits ? 1 : 0)
  function choose(index: number): void {
    const hit = hits?.[index]
    leave()
    if (hit) onChoose(hit)
    else if (onCreate && hits && index === hits.length) onCreate(typed.trim())
  }
  return (
    <div className="person-search" role="search" data-enter={open ? 'own' : undefined}>
      <Input
        id={id} ref={props.inputRef ?? null} value={typed} autoFocus={props.autoFocus === true} disabled={props.disabled === true} prefix={<SearchOutlined aria-hidden="true" />} suffix={props.suffix} status={props.status}
        placeholder={props.placeholder ?? t('search.placeholder', '姓名、拼音首字母、证件号或尾号、电话、手册号')} autoComplete="off" spellCheck={false}
        role="combobox" aria-expanded={open} aria-controls={`${id}-list`} aria-autocomplete="list" aria-describedby={props.describedBy}
        aria-activedescendant={open && choices > 0 ? `${id}-${active}` : undefined} {...(props.label ? { 'aria-label': props.label } : {})}
        onChange={event => { setTyped(event.target.value); if (!composing.current) ask(event.target.value) }}
        onCompositionStart={() => { composing.current = true }}
        onCompositionEnd={event => { composing.current = false; ask(event.currentTarget.value) }}
        onBlur={() => { setOpen(false); props.onLeave?.() }}
        onFocus={() => { if (hits) setOpen(true) }}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing || event.keyCode === 229) return
          if (event.key === 'Escape' && open) { setOpen(false); event.stopPropagation() }
          if (event.key === 'Enter' && typed.trim() !== '' && answered.current !== asked.current) {
            event.preventDefault()
            event.stopPropagation()
            enterWaitsFor.current = asked.current
            return
          }
          if (!open || choices === 0) return
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault()
            setActive(now => (now + (event.key === 'ArrowDown' ? 1 : choices - 1)) % choices)
          }
          if (event.key === 'Enter') {
            event.preventDefault()
            event.stopPropagation()
            choose(active)
          }
        }}
      />
      <ul id={`${id}-list`} role="listbox" className="person-list" hidden={!open} aria-busy={hitsOf !== typed} aria-label={t('search.results', '查找结果')}>
        {hits?.map((hit, index) => (
          // The mouse must not take the focus first: the list would close before the click arrives.
          <li key={hit.id} id={`${id}-${index}`} role="option" aria-selected={index === active} onMouseDown={event => event.preventDefault()} onClick={() => choose(index)} onMouseMove={() => setActive(index)}>
            <PersonLine hit={hit} whyFound />
          </li>
        ))}
        {hits?.length === 0 ? <li className="nothing" role="option" aria-selected="false" aria-disabled="true">{t('search.nothing', '没有找到')}</li> : null}
        {hits && onCreate ? (
          <li id={`${id}-${hits.length}`} role="option" aria-selected={active === hits.length} onMouseDown={event => event.preventDefault()} onClick={() => choose(hits.length)} onMouseMove={() => setActive(hits.length)}>
            {t('search.create', '登记新人员“{{typed}}”', { typed })}
          </li>
        ) : null}
      </ul>
    </div>
  )
}
