import { Button } from 'antd'
import { useState, useSyncExternalStore } from 'react'
import { delivery, DELIVERY_COURSE_SECTIONS } from '../../../domain/modules/birth/delivery.record.ts'
import { newborn, NEWBORN_CARE_SECTIONS } from '../../../domain/modules/birth/newborn.record.ts'
import type { RecordDefinition } from '../../../domain/record/define.ts'
import { t } from '../../app/i18n.ts'
import { Field, FieldGrid, fieldIn, FormScope, RecordFacts, sectionTitle, useBeginAt, useShortcut } from '../../kit/index.ts'
import type { DeliveryForm } from './delivery-form.ts'

type Values = Readonly<Record<string, unknown>>
type Section = { readonly index: number; readonly fields: readonly string[] }
const sectionsOf = (definition: RecordDefinition, titles: readonly string[]): Section[] => definition.sections.flatMap((section, index) => titles.includes(section.title) ? [{ index, fields: section.fields }] : [])
const COURSE = sectionsOf(delivery, DELIVERY_COURSE_SECTIONS)
const CARE = sectionsOf(newborn, NEWBORN_CARE_SECTIONS)
const FIRST = 'firstStageMinutes'
const SPAN: Readonly<Record<string, number>> = { perinealTear: 6, motherOutcome: 6 }
const filledIn = (sections: readonly Section[], row: Values): string[] => sections.flatMap(({ fields }) => fields).filter(name => row[name] !== null && row[name] !== undefined)

/** What the clinic notes of the course of a birth, folded: the desk never has to open it; what is filled in stands open (F8). */
export function CoursePart({ form }: { form: DeliveryForm }) {
  const [isOpened, setOpened] = useState(false)
  const children = useSyncExternalStore(form.subscribeChildren, form.children)
  const isFilled = useSyncExternalStore(form.subscribeAll, () => filledIn(COURSE, form.store.values()).length > 0 || form.children().some(child => filledIn(CARE, child.store.values()).length > 0))
  const isOpen = isOpened || isFilled
  useShortcut(['F8'], () => setOpened(true), { enabled: !isOpen })
  useBeginAt(() => fieldIn(document.querySelector<HTMLElement>('.delivery-form'), FIRST), isOpened)
  if (!isOpen) return <div className="course-fold"><Button onClick={() => setOpened(true)}>{t('delivery.openCourse', '填写产程、出血与新生儿处理(产科用,可不填)')} <kbd>F8</kbd></Button></div>
  return (
    <>
      <FormScope store={form.store}>
        {COURSE.map(({ index, fields }) => <Part key={index} title={sectionTitle(delivery, index)} fields={fields} />)}
      </FormScope>
      {children.map((child, order) => (
        <FormScope key={child.key} store={child.store} idPrefix={`newborn-care-${child.key}`}>
          {CARE.map(({ index, fields }) => <Part key={index} title={children.length > 1 ? t('delivery.careOf', '第 {{order}} 名:{{section}}', { order: order + 1, section: sectionTitle(newborn, index) }) : sectionTitle(newborn, index)} fields={fields} />)}
        </FormScope>
      ))}
    </>
  )
}

function Part({ title, fields }: { title: string; fields: readonly string[] }) {
  return <fieldset className="form-section"><legend>{title}</legend><FieldGrid>{fields.map(name => <Field key={name} name={name} {...(SPAN[name] ? { span: SPAN[name] } : {})} />)}</FieldGrid></fieldset>
}

/** The course of a birth as it was noted; nothing where nobody noted anything. */
export function CourseFacts({ row }: { row: Values }) {
  const names = filledIn(COURSE, row)
  return names.length === 0 ? null : <RecordFacts definition={delivery} row={row} names={names} wide={['complications', 'complicationsNote', 'caesareanIndication']} />
}
/** What was done for a child after birth. */
export function CareFacts({ row }: { row: Values }) {
  const names = filledIn(CARE, row)
  return names.length === 0 ? null : <RecordFacts definition={newborn} row={row} names={names} wide={['complications', 'complicationsNote', 'treatment']} />
}
/** Whether anything of the course was noted. */
export const hasCourse = (birth: Values, newborns: readonly Values[]): boolean => filledIn(COURSE, birth).length > 0 || newborns.some(row => filledIn(CARE, row).length > 0)
