import type { Translated } from '@/words/translated'
import type { tone as en } from '@/words/en/tone'

export const tone: Translated<typeof en> = {
  tone: {
    hint: 'Cómo se trata a quien llama. Lo que se dice es en el fondo lo mismo: precios, reglas y reservas no dependen de ello, y a nadie se le dice por qué se le tuvo.',
    brief: 'Pocas palabras con todos',
    briefHint: 'Preguntas cortas y ninguna frase que no haga avanzar. Las emergencias se dicen siempre igual.',
    heeded: 'Atender a quien está molesto, tiene prisa o duda',
    heededHint: 'Se nota por sus palabras y por lo que pasa en la llamada, nunca por el sonido de la voz. Sin marcar: se trata a todos igual.',
    whoIs: { frustrated: 'Quien está molesto', urgent: 'Quien tiene prisa', hesitant: 'Quien duda' },
    example: {
      frustrated: 'Para probarlo: «Ya se lo he dicho tres veces, esto es ridículo.»',
      urgent: 'Para probarlo: «Necesito una hora lo antes posible.»',
      hesitant: 'Para probarlo: «Pues… no estoy segura de cuándo.»',
    },
    offerPerson: 'Ofrecer enseguida una persona o dejar un mensaje',
    briefToThem: 'Pocas palabras con ellos',
    misses: 'Ofrecerlo otra vez tras tantos turnos sin entender',
    earliest: 'Preguntar primero para cuándo y ofrecer lo más temprano',
    choices: 'Horas que se ofrecen a la vez; los demás oyen tres',
    patience: 'Segundos más antes de dar su turno por terminado',
    patienceHint: 'Solo por teléfono: la charla por escrito no tiene pausas.',
    soon: 'Cuándo se trata así a alguien',
    promptness: { early: 'A la primera señal', usual: 'Como de costumbre', late: 'Solo cuando está claro' },
    asWritten: 'Como está en la definición ({{after}}, hasta {{until}})',
  },
}
