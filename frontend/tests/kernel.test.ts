import assert from "node:assert/strict";
import { test } from "node:test";
import { asker } from "../src/kernel.ts";
import { FakeModel } from "./fake.ts";

interface Asked {
  double: { number: number };
}

interface Said {
  double: number;
}

interface Message {
  ask: string;
  with: { number: number };
  id: string;
}

function two() {
  const model = new FakeModel<object, Message>({});
  return { model, one: asker<Asked, Said>(model), other: asker<Asked, Said>(model) };
}

test("answers reach the questions they belong to, in any order and in the right view", async () => {
  const { model, one, other } = two();
  const answers = [
    one("double", { number: 1 }),
    one("double", { number: 2 }),
    other("double", { number: 3 }),
  ];
  for (const question of [...model.sent].reverse()) {
    model.say("msg:custom", { id: question.id, answer: 2 * question.with.number });
  }
  assert.deepEqual(await Promise.all(answers), [2, 4, 6]);
});

test("what went wrong is the reason in words", async () => {
  const { model, one } = two();
  const answer = one("double", { number: 1 });
  model.say("msg:custom", { id: model.sent[0]?.id, error: "no such number" });
  await assert.rejects(answer, { message: "no such number" });
});

test("an answer that nobody waits for is left alone", async () => {
  const { model, one } = two();
  const answer = one("double", { number: 1 });
  model.say("msg:custom", { id: "of another page", error: "not ours" });
  model.say("msg:custom", { id: model.sent[0]?.id, answer: 2 });
  model.say("msg:custom", { id: model.sent[0]?.id, error: "twice" });
  assert.equal(await answer, 2);
});
