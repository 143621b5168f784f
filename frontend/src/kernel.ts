// The kernel at the other end of a widget: values that both ends see, and messages.

/** What a widget gives its page: values by name, events that bring what they bring, and a way to the kernel. */
export interface Model<Values> {
  get<Name extends keyof Values & string>(name: Name): Values[Name];
  on(events: string, hear: (message: never) => void): void;
  off(events: string, hear: (message: never) => void): void;
  send(message: unknown): void;
}

/** What a page is drawn into. */
export interface View<Values> {
  model: Model<Values>;
  el: HTMLElement;
}

/** A question by name; the promise of its answer is refused with the words of what went wrong. */
export type Ask<Questions, Answers> = <Name extends keyof Questions & keyof Answers>(
  name: Name,
  given: Questions[Name],
) => Promise<Answers[Name]>;

interface Reply {
  id?: string;
  /** How far a long answer is; it has no id, as every view may tell it. */
  progress?: string;
  answer?: unknown;
  error?: string;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** Questions to the kernel. Several views of one widget hear every answer; each knows its own by the id. */
export function asker<Questions, Answers>(
  model: Pick<Model<never>, "on" | "send">,
  tell: (progress: string) => void = () => {},
): Ask<Questions, Answers> {
  const waiting = new Map<string, Waiting>();
  const view = Math.random().toString(36).slice(2);
  let asked = 0;
  model.on("msg:custom", (reply: Reply) => {
    if (reply.progress !== undefined) return tell(reply.progress);
    const promise = waiting.get(reply.id ?? "");
    waiting.delete(reply.id ?? "");
    if (reply.error !== undefined) promise?.reject(new Error(reply.error));
    else promise?.resolve(reply.answer);
  });
  return <Name extends keyof Questions & keyof Answers>(name: Name, given: Questions[Name]) =>
    new Promise<Answers[Name]>((resolve, reject) => {
      const id = `${view}-${++asked}`;
      waiting.set(id, { resolve: (answer) => resolve(answer as Answers[Name]), reject });
      model.send({ ask: name, with: given, id });
    });
}

/** What went wrong, in words. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
