import type { Translated } from '@/words/translated'
import type { questions as en } from '@/words/en/questions'

export const questions: Translated<typeof en> = {
  questions: {
    title: 'ਖੁੱਲ੍ਹੇ ਸਵਾਲ',
    hint: 'ਜੋ ਪੁੱਛਿਆ ਗਿਆ ਅਤੇ ਸਹਾਇਕ ਜਵਾਬ ਨਾ ਦੇ ਸਕਿਆ। ਤੁਹਾਡਾ ਜਵਾਬ ਖਰੜੇ ਵਿੱਚ ਜਾਂਦਾ ਹੈ; ਜਾਰੀ ਹੋਣ ਮਗਰੋਂ ਸੁਣਿਆ ਜਾਂਦਾ ਹੈ।',
    states: 'ਹਾਲਤ',
    state: { open: 'ਖੁੱਲ੍ਹੇ', drafted: 'ਖਰੜੇ ਵਿੱਚ', answered: 'ਜਵਾਬ ਦਿੱਤੇ', dismissed: 'ਛੱਡੇ' },
    none: {
      open: 'ਹੁਣ ਤੱਕ ਹਰ ਸਵਾਲ ਦਾ ਜਵਾਬ ਦਿੱਤਾ ਗਿਆ।',
      drafted: 'ਖਰੜੇ ਵਿੱਚ ਕੋਈ ਜਵਾਬ ਬਕਾਇਆ ਨਹੀਂ।',
      answered: 'ਇੱਥੇ ਹਾਲੇ ਕੋਈ ਜਵਾਬ ਨਹੀਂ ਦਿੱਤਾ ਗਿਆ।',
      dismissed: 'ਕੋਈ ਸਵਾਲ ਨਹੀਂ ਛੱਡਿਆ ਗਿਆ।',
    },
    asked_one: 'ਇੱਕ ਵਾਰ ਪੁੱਛਿਆ',
    asked_other: '{{count}} ਵਾਰ ਪੁੱਛਿਆ',
    answerIt: '“{{question}}” ਦਾ ਜਵਾਬ ਦਿਓ',
    inBetterWords: 'ਸਵਾਲ, ਚੰਗੇ ਸ਼ਬਦਾਂ ਵਿੱਚ',
    wordForWord: 'ਇੱਕ ਜਾਂ ਦੋ ਵਾਕ, ਸ਼ਬਦ-ਸ਼ਬਦ ਬੋਲੇ ਜਾਂਦੇ ਹਨ।',
    asTest: 'ਇਸ ਦੀ ਪਰਖ ਵੀ ਬਣਾਓ: ਕੁਝ ਵੀ ਜਾਰੀ ਕਰਨ ਤੋਂ ਪਹਿਲਾਂ ਇਹ ਪੁੱਛਿਆ ਜਾਵੇ',
    dismiss: 'ਛੱਡੋ',
    toDraft: 'ਖਰੜੇ ਵਿੱਚ ਪਾਓ',
    drafted: 'ਜਵਾਬ ਖਰੜੇ ਵਿੱਚ ਹੈ। “ਸੰਸਕਰਣ” ਵਿੱਚ ਜਾਰੀ ਕਰੋ।',
  },
  messages: {
    title: 'ਸੁਨੇਹੇ',
    hint: 'ਜੋ ਤੁਹਾਡੇ ਲਈ ਛੱਡਿਆ ਗਿਆ, ਅਤੇ ਭੇਜੇ ਗਏ ਟੈਕਸਟ।',
    taken: 'ਤੁਹਾਡੇ ਲਈ',
    noneTaken: 'ਕਿਸੇ ਨੇ ਸੁਨੇਹਾ ਨਹੀਂ ਛੱਡਿਆ।',
    texts: 'ਭੇਜੇ ਟੈਕਸਟ',
    noneSent: 'ਹਾਲੇ ਕੋਈ ਟੈਕਸਟ ਨਹੀਂ ਭੇਜਿਆ।',
    toCall: 'ਕਾਲ ਵੱਲ',
    state: { queued: 'ਰਾਹ ਵਿੱਚ', sending: 'ਰਾਹ ਵਿੱਚ', sent: 'ਭੇਜਿਆ', delivered: 'ਪਹੁੰਚਿਆ', failed: 'ਨਾਕਾਮ', undelivered: 'ਨਹੀਂ ਪਹੁੰਚਿਆ' },
  },
}
