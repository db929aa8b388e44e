// socket.io with rooms, storing and checking nothing.
//   node server.mjs PORT [REDIS_PORT]
import { createServer } from 'node:http'
import { createAdapter } from '@socket.io/redis-adapter'
import { createClient } from 'redis'
import { Server } from 'socket.io'

const [port, redis] = process.argv.slice(2).map(Number)
const http = createServer((request, response) => response.end('ready'))
const options = { transports: ['websocket'], serveClient: false, perMessageDeflate: false }
if (redis) {
  const publisher = createClient({ url: `redis://127.0.0.1:${redis}` })
  const subscriber = publisher.duplicate()
  await Promise.all([publisher.connect(), subscriber.connect()])
  options.adapter = createAdapter(publisher, subscriber)
}

new Server(http, options).on('connection', (socket) => {
  socket.on('join', async (conversations, acknowledge) => {
    await socket.join(conversations)
    acknowledge()
  })
  socket.on('post', (conversation, message, acknowledge) => {
    socket.to(conversation).emit('appended', conversation, message)
    acknowledge()
  })
})
http.listen(port, '127.0.0.1')
