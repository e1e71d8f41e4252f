import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Field, Ticks } from '@/components/ui/field'
import type { Definition } from '@/features/assistant/api/draft'
import { type Kind, servicesWith, skillsOf } from '@/features/assistant/api/house'
import { worded } from '@/lib/ids'

interface Props {
  definition: Definition
  kind: Kind
  chosen: readonly string[]
  onChoose: (skills: string[]) => void
  /** Asked of them by a service, not what they can. */
  asked?: boolean
}

/** What somebody can, with what is booked of it; what nobody can yet is added by its name. */
export function Skills({ definition, kind, chosen, onChoose, asked = false }: Props) {
  const { t, i18n } = useTranslation()
  const [words, setWords] = useState('')
  const known = [...new Set([...skillsOf(definition, kind), ...chosen])]
  const said = (skill: string) => {
    const services = servicesWith(definition.services, kind, skill).map((one) => worded(one.name, i18n.language))
    return services.length > 0 && !asked ? `${skill} (${services.join(', ')})` : skill
  }
  const add = () => {
    const skill = words.trim().toLowerCase()
    if (skill && !chosen.includes(skill)) onChoose([...chosen, skill])
    setWords('')
  }
  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    add()
  }
  return (
    <div className="space-y-2">
      {known.length > 0 && (
        <Ticks label={t(asked ? 'house.mustHave' : kind === 'staff' ? 'house.can' : 'house.has')} of={known.map((one) => [one, said(one)] as const)} chosen={chosen} onChoose={onChoose} />
      )}
      <div className="flex items-end gap-2 sm:w-2/3">
        <div className="min-w-0 flex-1">
          <Field quiet label={t('house.newSkill')} placeholder={t('house.newSkill')} maxLength={60} value={words} onChange={(event) => setWords(event.target.value)} onKeyDown={enter} />
        </div>
        <Button disabled={!words.trim()} onClick={add}>
          {t('house.addSkill')}
        </Button>
      </div>
    </div>
  )
}
