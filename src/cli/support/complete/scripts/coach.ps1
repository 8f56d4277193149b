# Completion of coach. The command that is typed is asked what can come next; to use it, put into the file that $PROFILE names:
#   coach completions powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName coach -ScriptBlock {
    param($current, $line, $cursor)
    $words = @($line.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
    })
    $typed = $current.Trim("'", '"').Replace("''", "'")
    # What coach says is UTF-8, whatever the console takes for its own.
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        # PowerShell before 7.3 drops a word that is empty: something stands before each.
        $kind, $offers = & coach completions powershell -- @($words | ForEach-Object { "=$_" }) "=$typed" 2>$null
    } finally {
        [Console]::OutputEncoding = $encoding
    }
    if ($kind -eq 'files' -or $kind -eq 'folders') {
        # Behind --practice= the folder begins.
        $option = if ($typed -match '^--[^=]+=') { $Matches[0] } else { '' }
        [System.Management.Automation.CompletionCompleters]::CompleteFilename($typed.Substring($option.Length)) |
            Where-Object { $kind -eq 'files' -or $_.ResultType -eq 'ProviderContainer' } |
            ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($option + $_.CompletionText, $_.ListItemText, $_.ResultType, $_.ToolTip)
            }
        return
    }
    if (-not $offers) {
        # With nothing at all it would offer the files of the folder.
        return ''
    }
    foreach ($offer in $offers) {
        $word, $help = $offer.Substring(1) -split "`t", 2
        $written = if ($word -match '^[\w./:=+-]+$') { $word } else { "'" + $word.Replace("'", "''") + "'" }
        $told = if ($help) { $help } else { $word }
        [System.Management.Automation.CompletionResult]::new($written, $word, 'ParameterValue', $told)
    }
}
