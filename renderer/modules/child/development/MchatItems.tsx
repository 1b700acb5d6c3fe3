import { type KeyboardEvent, useRef } from 'react'
import { MCHAT_ITEM_COUNT } from '../../../../domain/rule/child/autism-scales.ts'
import { t } from '../../../app/i18n.ts'
import { useField } from '../../../kit/index.ts'

const ITEMS = Array.from({ length: MCHAT_ITEM_COUNT }, (_, index) => index + 1)
// J and K lie under the right hand, 1 and 2 on the number pad; both go on by themselves.
const YES = new Set(['j', '1'])
const NO = new Set(['k', '2'])

/** The 23 items of M-CHAT by their number on the paper form: J or 1 是, K or 2 否, then the next; Delete empties. */
export function MchatItems() {
  const box = useRef<HTMLDivElement>(null)
  const go = (item: number): void => {
    const radios = box.current?.querySelectorAll<HTMLInputElement>(`[data-field="mchat${item}"] input`)
    const target = [...radios ?? []].find(one => one.checked) ?? radios?.[0]
    if (target) target.focus()
    else document.getElementById('child-scale-note')?.focus()
  }
  return <div ref={box} className="mchat">{ITEMS.map(item => <Item key={item} item={item} onGo={go} />)}</div>
}

function Item({ item, onGo }: { item: number; onGo(item: number): void }) {
  const { id, value, set, touch, readOnly } = useField(`mchat${item}`)
  function answer(next: boolean | null, to: number): void {
    set(next)
    touch()
    onGo(to)
  }
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (readOnly || event.ctrlKey || event.altKey || event.metaKey) return
    const key = event.key.toLowerCase()
    const act = YES.has(key) ? () => answer(true, item + 1) : NO.has(key) ? () => answer(false, item + 1) : key === 'delete' || key === 'backspace' ? () => answer(null, item)
      : key === 'arrowdown' ? () => onGo(item + 1) : key === 'arrowup' ? () => onGo(Math.max(1, item - 1)) : null
    if (!act) return
    event.preventDefault()
    act()
  }
  const choice = (answered: boolean, text: string, key: string) => (
    <label><input type="radio" name={id} checked={value === answered} disabled={readOnly} tabIndex={value === answered || (value === null && answered) ? 0 : -1} onChange={() => { set(answered); touch() }} />{text} <kbd>{key}</kbd></label>
  )
  return (
    <div className="mchat-item" data-field={`mchat${item}`} role="radiogroup" aria-labelledby={`${id}-label`} onKeyDown={onKeyDown}>
      <span id={`${id}-label`}>{t('childScale.item', '第 {{item}} 项', { item })}</span>
      {choice(true, t('field.yes', '是'), 'J')}{choice(false, t('field.no', '否'), 'K')}
    </div>
  )
}
