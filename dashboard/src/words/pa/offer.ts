import type { Translated } from '@/words/translated'
import type { offer as en } from '@/words/en/offer'

export const offer: Translated<typeof en> = {
  offer: {
    fromFile: 'ਫ਼ਾਈਲ ਤੋਂ',
    menuHint: 'CSV ਸ਼ੀਟ, ਪਹਿਲੀ ਲਾਈਨ ਵਿੱਚ ਕਾਲਮਾਂ ਦੇ ਨਾਂ: name, price ਅਤੇ ਜੇ ਚਾਹੋ section, description, contains (ਐਲਰਜੀ), may contain, diets। “name pa” ਪੰਜਾਬੀ ਨਾਂ ਹੈ।',
    servicesHint: 'CSV ਸ਼ੀਟ, ਪਹਿਲੀ ਲਾਈਨ ਵਿੱਚ ਕਾਲਮਾਂ ਦੇ ਨਾਂ: name, minutes, price ਅਤੇ ਜੇ ਚਾਹੋ description। ਨਵੀਂ ਸੇਵਾ ਪਹਿਲੀ ਵਾਲੇ ਹੀ ਲੋਕ ਅਤੇ ਥਾਂ ਲੈਂਦੀ ਹੈ।',
    language: 'ਨਾਵਾਂ ਦੀ ਭਾਸ਼ਾ',
    lines: 'ਫ਼ਾਈਲ ਦੀਆਂ ਲਾਈਨਾਂ',
    told: '{{taken}} ਲਾਈਨਾਂ ਸਮਝੀਆਂ, {{refused}} ਨਹੀਂ ਲਈਆਂ। ਹਾਲੇ ਕੁਝ ਨਹੀਂ ਸੰਭਾਲਿਆ।',
    take_one: '{{count}} ਖਰੜੇ ਵਿੱਚ ਪਾਓ',
    take_other: '{{count}} ਖਰੜੇ ਵਿੱਚ ਪਾਓ',
    put_one: '{{count}} ਸਫ਼ੇ ਤੇ ਹੈ। ਰੱਖਣ ਲਈ ਖਰੜਾ ਸੰਭਾਲੋ।',
    put_other: '{{count}} ਸਫ਼ੇ ਤੇ ਹਨ। ਰੱਖਣ ਲਈ ਖਰੜਾ ਸੰਭਾਲੋ।',
    outcome: {
      added: 'ਨਵਾਂ',
      changed: 'ਬਦਲਿਆ',
      same: 'ਉਹੀ',
      refused: 'ਨਹੀਂ ਲਈ',
    },
    reason: {
      no_name: 'ਨਾਂ ਨਹੀਂ ਹੈ।',
      long_name: 'ਨਾਂ ਬਹੁਤ ਲੰਮਾ ਹੈ।',
      no_price: 'ਕੀਮਤ ਨਹੀਂ ਹੈ।',
      bad_price: 'ਇਹ ਕੀਮਤ ਨਹੀਂ:',
      no_minutes: 'ਮਿੰਟ ਨਹੀਂ ਲਿਖੇ।',
      bad_minutes: 'ਇਹ ਸਮਾਂ ਨਹੀਂ:',
      unknown_allergen: 'ਇਹ ਐਲਰਜੀ ਵਾਲੀ ਚੀਜ਼ ਨਹੀਂ ਪਤਾ:',
      unknown_diet: 'ਇਹ ਖੁਰਾਕ ਨਹੀਂ ਪਤਾ:',
      twice: 'ਫ਼ਾਈਲ ਵਿੱਚ ਦੋ ਵਾਰ ਹੈ:',
    },
  },
}
