// Serves records.cds on a free loopback port and prints the port. Around the OData service of @sap/cds stand only the
// parts of a WeDa environment that are no OData: tokens, and the gateway's refusal.
'use strict'

// The settings in package.json count for the working directory.
process.chdir(__dirname)

const { randomBytes } = require('node:crypto')
const http = require('node:http')
const cds = require('@sap/cds')
const express = require('express')

const USER = 'Basic ' + Buffer.from('secretId:secretKey').toString('base64')
const tokens = new Set()

function sellToken(request, response) {
  if (request.get('authorization') !== USER || request.body?.grant_type !== 'client_credentials') {
    return response.status(400).json({ error: 'invalid_grant', error_description: 'no such client' })
  }
  const token = randomBytes(12).toString('hex')
  tokens.add(token)
  response.json({ token_type: 'Bearer', access_token: token, expires_in: 432000 })
}

function guard(request, response, next) {
  const [kind, token] = (request.get('authorization') ?? '').split(' ')
  if (kind !== 'Bearer' || !tokens.has(token)) {
    const refusal = { code: 'INVALID_ACCESS_TOKEN', requestId: 'peer', message: 'access token verify failed' }
    return response.status(401).json(refusal)
  }
  // WeDa answers an update without a body; OData leaves that to the caller.
  if (request.method === 'PATCH') request.headers.prefer = 'return=minimal'
  // @sap/cds writes the id into `location` as it is, where HTTP allows no more than ASCII.
  const set = response.set.bind(response)
  response.set = (name, value) => set(name, name === 'location' ? encodeURI(value) : value)
  next()
}

// WeDa makes the ids and keeps the times.
function stamp(request) {
  const now = Date.now()
  if (request.event === 'CREATE') {
    request.data._id ??= randomBytes(16).toString('hex')
    Object.assign(request.data, { createdAt: now, owner: '1463080581028851713' })
  }
  request.data.updatedAt = now
}

async function main() {
  const app = express()
  app.post('/auth/v1/token/clientCredential', express.json(), sellToken)
  app.use('/weda', guard)
  const model = await cds.load(`${__dirname}/records.cds`)
  cds.model = cds.compile.for.nodejs(model)
  cds.db = await cds.connect.to('db')
  await cds.deploy(model).to(cds.db)
  await cds.serve('all', { with: service => service.before(['CREATE', 'UPDATE'], stamp) }).from(model).in(app)
  const server = http.createServer(app).listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`))
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
