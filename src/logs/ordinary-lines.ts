/** What a healthy server writes all day. Texts are found by what these lines do not have. */
export const ordinaryLines = `
Jun 30 09:23:07 host ollama[1234]: [GIN] 2025/06/30 - 09:23:07 | 200 |  4.123456789s |    192.168.1.20 | POST     "/api/generate"
2025-06-30T09:23:07.374256+0200 host ollama[1234]: [GIN] 2025/06/30 - 09:23:07 | 200 |   14.52971ms |       127.0.0.1 | GET      "/api/tags"
2025-06-30T09:23:07.374256789Z [GIN] 2026/07/15 - 18:46:19 | 201 |   1m23s |  10.0.0.15 | POST     "/v1/chat/completions"
[GIN] 2024/11/22 - 10:50:58 | 200 |     257.883µs |       172.17.0.1 | HEAD     "/"
[GIN] 2024/11/22 - 10:50:58 | 204 |     257.883µs | 172.18.0.1 | OPTIONS "/api/chat"
[GIN] 2024/11/22 - 10:50:58 | 200 |   2.751079ms | ::1 | GET      "/api/ps"
[GIN] 2024/11/22 - 10:50:58 | 200 |   2.751079ms | ::1 | GET      "/api/version"
[GIN] 2024/11/22 - 10:50:58 | 200 |   2.751079ms | ::1 | POST     "/api/embed"
[GIN] 2024/11/22 - 10:50:58 | 200 |   2.751079ms | ::1 | POST     "/api/embeddings"
[GIN] 2024/11/22 - 10:50:58 | 200 |   2.751079ms | ::1 | POST     "/api/show"
[GIN] 2024/11/22 - 10:50:58 | 200 |   2.751079ms | ::1 | POST     "/v1/embeddings"
[GIN] 2024/11/22 - 10:50:58 | 200 |   2.751079ms | ::1 | GET      "/v1/models"
slot launch_slot_: id  0 | task 0 | processing task, is_child = 0
slot launch_slot_: id  0 | task -1 | sampler chain: logits -> ?penalties -> ?dry -> ?top-n-sigma -> top-k -> ?typical -> top-p -> ?min-p -> ?xtc -> temp-ext -> dist
slot update_slots: id  3 | task 1204 | new prompt, n_ctx_slot = 4096, n_keep = 4, task.n_tokens = 31
slot update_slots: id  3 | task 1204 | n_past = 31, n_tokens = 512, memory_seq_rm [0, end)
slot update_slots: id  3 | task 1204 | prompt processing progress, n_tokens = 2048, batch.n_tokens = 512, progress = 0.806452
slot update_slots: id  3 | task 1204 | prompt done, n_past = 31, n_tokens = 31
slot print_timing: id  3 | task 1204 | prompt eval time = 81.20 ms / 31 tokens ( 2.62 ms per token, 381.77 tokens per second)
slot print_timing: id  3 | task 1204 |        eval time = 1210.92 ms / 64 tokens ( 18.92 ms per token, 52.85 tokens per second)
slot      release: id  3 | task 1204 | stop processing: n_tokens = 95, truncated = 0
slot get_availabl: id  0 | task -1 | selected slot by LCP similarity, sim_best = 0.968 (> 0.100 thold), f_keep = 1.000
slot init_sampler: id  0 | task 1 | init sampler, took 0.01 ms, tokens: text = 31, total = 31
srv  update_slots: all slots are idle
srv  update_slots: run slots completed
srv    operator(): operator(): cleaning up before exit
srv  log_server_r: request: POST /completion 127.0.0.1 200
srv  log_server_r: done request: GET /health 127.0.0.1 200
srv  get_availabl: updating prompt cache
srv   prompt_save:  - saving prompt with length 95, total state size = 11.9 MiB
srv          load:  - looking for better prompt, base f_keep = 0.011, sim = 0.032
que    start_loop: processing new tasks
res  add_waiting_: add task 1204 to waiting list. current waiting = 0 (before add)
decode: text model graph
time=2025-06-30T09:23:07.374-07:00 level=DEBUG source=cache.go:104 msg="loading cache slot" id=0 cache=0 prompt=31 used=0 remaining=31
time=2026-11-22T22:57:03.612Z level=DEBUG source=sched.go:360 msg="after processing request finished event" runner.name=registry.ollama.ai/library/llama3.2:latest runner.inference="[{ID:GPU-1 Library:CUDA}]" runner.devices=1 runner.size="3.7 GiB" runner.vram="3.7 GiB" runner.parallel=1 runner.pid=4242 runner.model=/usr/share/ollama/.ollama/models/blobs/sha256-dde5aa3fc5ffc17176b5e8bdc82f587b24b2678c6c66101bf7da77af9f7ccdff runner.num_ctx=4096 refCount=0
time=2026-11-22T22:57:03.612Z level=DEBUG source=sched.go:290 msg="runner with non-zero duration has gone idle, adding timer" runner.name=registry.ollama.ai/library/llama3.2:latest duration=5m0s
time=2026-11-22T22:57:03.612Z level=DEBUG source=sched.go:576 msg="evaluating already loaded" model=/root/.ollama/models/blobs/sha256-dde5aa3fc5ffc17176b5e8bdc82f587b24b2678c6c66101bf7da77af9f7ccdff
time=2026-11-22T22:57:03.612Z level=DEBUG source=routes.go:1951 msg="completion request" images=0 prompt=31 format=""
time=2026-11-22T22:57:03.612Z level=DEBUG source=prompt.go:66 msg="chat request" images=0 prompt="hello"
time=2026-11-22T22:57:03.612Z level=DEBUG source=types.go:60 msg="context for request finished"
time=2026-11-22T22:57:03.612Z level=INFO source=images.go:522 msg="total blobs: 16"
`
