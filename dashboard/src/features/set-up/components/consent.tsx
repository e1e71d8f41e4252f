import { useTranslation } from 'react-i18next'
import { useHere } from '@/app/here'
import { Select } from '@/components/ui/field'
import { Fault } from '@/components/ui/states'
import type { Definition, Draft } from '@/features/assistant/api/draft'
import { useSaved } from '@/features/set-up/api/saved'

const MODES = ['off', 'notice', 'ask'] as const

/** Whether calls are recorded, and how callers are asked. */
export function Consent({ definition, draft, mayChange }: { definition: Definition; draft: Draft | null; mayChange: boolean }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const { save, error, saving } = useSaved(business, draft)
  return (
    <div className="max-w-md">
      <Select
        label={t('assistant.recording')}
        hint={t(`setUp.live.mode.${definition.recording}`)}
        disabled={!mayChange || saving}
        value={definition.recording}
        onChange={(event) => save({ recording: event.target.value as Definition['recording'] })}
      >
        {MODES.map((one) => (
          <option key={one} value={one}>
            {t(`assistant.recordingMode.${one}`)}
          </option>
        ))}
      </Select>
      <Fault error={error} />
    </div>
  )
}
