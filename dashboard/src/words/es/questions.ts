import type { Translated } from '@/words/translated'
import type { questions as en } from '@/words/en/questions'

export const questions: Translated<typeof en> = {
  questions: {
    title: 'Preguntas abiertas',
    hint: 'Lo que preguntaron y el asistente no supo responder. Su respuesta entra en el borrador; se oye cuando se publica.',
    states: 'Estados',
    state: { open: 'Abiertas', drafted: 'En el borrador', answered: 'Respondidas', dismissed: 'Dejadas' },
    none: {
      open: 'Hasta ahora se pudo responder todo.',
      drafted: 'Ninguna respuesta espera en el borrador.',
      answered: 'Aquí todavía no se respondió nada.',
      dismissed: 'No se dejó ninguna pregunta sin responder.',
    },
    asked_one: 'preguntada una vez',
    asked_other: 'preguntada {{count}} veces',
    answerIt: 'Responder «{{question}}»',
    inBetterWords: 'La pregunta, con mejores palabras',
    wordForWord: 'Una o dos frases, que se dicen palabra por palabra.',
    asTest: 'Hacer también una prueba: preguntarlo antes de publicar nada',
    dismiss: 'Dejarla',
    toDraft: 'Poner en el borrador',
    drafted: 'La respuesta está en el borrador. Publíquela en «Versiones».',
  },
  messages: {
    title: 'Mensajes',
    hint: 'Lo que le dejaron dicho y los textos que se enviaron.',
    taken: 'Para usted',
    noneTaken: 'Nadie ha dejado un mensaje.',
    texts: 'Textos enviados',
    noneSent: 'Todavía no se envió ningún texto.',
    toCall: 'A la llamada',
    state: { queued: 'en camino', sending: 'en camino', sent: 'enviado', delivered: 'llegó', failed: 'falló', undelivered: 'no llegó' },
  },
}
